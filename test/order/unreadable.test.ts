import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { toItem, toOrder, UnreadableOrder } from '../../lambda/order/order-item';
import type { Order } from '../../lambda/order/order';
import { listOrders, showOrder } from '../../lambda/order/read-orders';
import {
  cancel,
  countRefusal,
  expire,
  hold,
  holdAndPay,
  markPaid,
  markRefunded,
  markShipped,
  startPayment,
  startRefund,
} from '../../lambda/order/transitions';
import { call, openWorld, tables, type TestWorld } from '../world';
import { customer, place, shipTo } from './orders';

const now = new Date('2026-01-01T00:00:00Z');
const policy = { holdSeconds: 600, settleSeconds: 30 };
const draft = { customerId: customer, orderId: 'o1', requestHash: 'h', shipTo, currency: 'EUR' };
const lines = [{ sku: 'tea', quantity: 1, unitPrice: 250 }];
const held = hold({ ...draft, lines }, now, policy);
const paying = holdAndPay({ ...draft, lines }, now, policy);
const paid = markPaid(paying, now);
const refunding = startRefund(paid, now);

/** One order of each state, with all that it may have. */
const orders: readonly Order[] = [
  held,
  paying,
  startPayment(held, now, policy),
  countRefusal(paid, now),
  markShipped(paid, { carrier: 'sandbox', trackingCode: 'T' }, now),
  refunding,
  markRefunded(refunding, now),
  cancel(held, now),
  expire(held, now),
];

test.each(orders.map((order) => [order.status, order] as const))(
  'an order that is %s is read as it was written, and so is one with attributes of newer code',
  (_, order) => {
    const stored = toItem(order, 'w1');

    expect(toOrder(stored)).toEqual(order);
    expect(
      toOrder({ ...stored, open: '07', timeline: [{ at: order.createdAt, event: 'newer', by: 'x' }] }),
    ).toMatchObject({
      open: '07',
    });
  },
);

/** What may be absent: everything else must be there, and be what it should be. */
const optional: Readonly<Record<string, readonly string[]>> = {
  held: ['payment'],
  cancelled: ['payment'],
  expired: ['payment'],
};
const needed = orders.flatMap((order) =>
  Object.keys(order)
    .filter((field) => !(optional[order.status] ?? []).includes(field))
    .map((field) => [order.status, field, order] as const),
);

test.each(needed)('an item that is %s without %s is no order', (_, field, order) => {
  const { [field]: __, ...rest } = toItem(order, 'w1');

  expect(() => toOrder(rest)).toThrow(new RegExp(`^not an order: ${field}: `));
});

test.each([
  ['dueAt', 'soon'],
  ['updatedAt', 5],
  ['createdAt', '2026-13-01T00:00:00.000Z'],
  ['expiresAt', ''],
  ['lines', []],
  ['lines', [{ sku: 'tea', quantity: 0, unitPrice: 1 }]],
  ['lines', [{ sku: 'tea', quantity: 1.5, unitPrice: 1 }]],
  ['lines', [{ sku: '', quantity: 1, unitPrice: 1 }]],
  ['lines', [{ sku: 'tea', quantity: 1, unitPrice: -1 }]],
  ['total', -1],
  ['total', NaN],
  ['version', 0],
  ['version', '1'],
  ['timeline', [{ event: 'held' }]],
  ['shipTo', { name: 'Ada', postcode: 'N1' }],
  ['payment', {}],
  ['payment', { attempts: -1 }],
  ['customerId', ''],
  ['currency', ''],
])('%s of %j is refused, and not repeated', (field, value) => {
  const item = { ...toItem(paying, 'w1'), [field]: value };

  expect(() => toOrder(item)).toThrow(UnreadableOrder);
  expect(() => toOrder(item)).toThrow(field);
});

test('what an item holds is never repeated in what is said of it', () => {
  const item = { ...toItem(paid, 'w1'), dueAt: 'a secret', shipTo: 'a secret', status: 'paid' };

  expect(() => toOrder(item)).toThrow(/^(?!.*a secret)/);
  expect(() => toOrder({ ...item, status: 'a secret' })).toThrow(/^(?!.*a secret)/);
});

describe('an item of a customer that is no order', () => {
  let world: TestWorld;
  beforeEach(async () => {
    world = await openWorld();
    await world.stock('tea', 5);
  });
  afterEach(() => world.close());

  async function spoil(orderId: string): Promise<void> {
    const item = { customerId: customer, orderId, createdAt: now.toISOString(), status: 'held' };
    await world.db.send(new PutCommand({ TableName: tables.orders, Item: item }));
  }

  test('is left out of the list of orders, counted and said, and hides no other', async () => {
    const first = await place(world, 'tea');
    const last = await place(world, 'tea');
    await spoil('0'.repeat(32));
    const said: unknown[] = [];
    const observer = { ...world.observer, warn: (_: string, facts: unknown) => void said.push(facts) };

    const { body } = await listOrders({ ...world, observer }, call(customer, '', undefined));

    const listed = (body as { orders: { orderId: string }[] }).orders.map(({ orderId }) => orderId);
    expect(listed.sort()).toEqual([first.body.orderId, last.body.orderId].sort());
    expect(said).toEqual([{ orderId: '0'.repeat(32) }]);
    expect(world.counted.unreadable).toBe(1);
  });

  test('fails by its address, and not as one that is not there', async () => {
    await spoil('0'.repeat(32));
    const asked = { ...call(customer, '', undefined), params: { orderId: '0'.repeat(32) } };

    await expect(showOrder(world, asked)).rejects.toThrow(UnreadableOrder);
  });

  test('is no replay to the key that made it', async () => {
    const { body } = await place(world, 'tea', { key: 'k' });
    await spoil(body.orderId);

    await expect(place(world, 'tea', { key: 'k' })).rejects.toThrow(UnreadableOrder);
  });
});
