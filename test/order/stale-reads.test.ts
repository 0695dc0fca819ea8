import { randomUUID } from 'node:crypto';
import { audit } from '../../lambda/audit/audit';
import { listOrders } from '../../lambda/order/read-orders';
import { dynamoStockStore } from '../../lambda/inventory/dynamo-stock-store';
import { dynamoPriceMemory } from '../../lambda/order/price-memory';
import { call, openWorld, tables, type TestWorld } from '../world';
import { cancel, customer, pay, place, statusOf, type OrderReply } from './orders';

let world: TestWorld;
beforeEach(async () => {
  world = await openWorld({ faults: 'stale-reads=1' });
  await world.stock('tea', 10);
});
afterEach(() => world.close());

const catalogue = () =>
  dynamoStockStore({ db: world.db, table: tables.inventory, now: world.now, newId: randomUUID });
const list = async (limit: string, cursor = '') => {
  const query = { limit, ...(cursor && { cursor }) };
  const { body } = await listOrders(world, { ...call(customer, '', undefined), query });
  return body as { orders: OrderReply['body'][]; cursor?: string };
};

test('a store whose eventually consistent reads are all stale still sells what was stocked a moment ago', async () => {
  const reply = await place(world, 'tea', { token: 'tok_ok' });

  expect(reply).toMatchObject({ status: 201, body: { status: 'paid', total: 250 } });
});

test('an order is found as soon as it is placed, and in the state that it has just entered', async () => {
  const { body } = await place(world, 'tea');
  expect(await statusOf(world, body.orderId)).toBe('held');

  await pay(world, body.orderId);

  expect(await statusOf(world, body.orderId)).toBe('paid');
});

test('the list of orders shows one that has just been placed, and each as it is now, on every page', async () => {
  const first = await place(world, 'tea', { token: 'tok_ok' });
  world.passSeconds(1);
  const second = await place(world, 'tea');
  await cancel(world, first.body.orderId);

  const page = await list('1');
  const rest = await list('1', page.cursor);

  const shown = [...page.orders, ...rest.orders].map(({ orderId, status }) => [orderId, status]);
  expect(shown).toEqual([
    [second.body.orderId, 'held'],
    [first.body.orderId, 'refunded'],
  ]);
});

test('a price is read as it was last set', async () => {
  await world.stock('tea', 10, { unitPrice: 300 });

  expect(await dynamoPriceMemory(world.db, tables.inventory).reread(['tea'])).toMatchObject([
    { sku: 'tea', unitPrice: 300 },
  ]);
});

test('a product and the catalogue are shown as they were last written', async () => {
  await place(world, 'tea', { quantity: 3 });

  expect(await catalogue().find('tea')).toMatchObject({ available: 7 });
  expect((await catalogue().list(10)).products).toMatchObject([{ sku: 'tea', available: 7 }]);
});

test('a gateway that is to lose the answer to one refund remembers so, though it was told a moment ago', async () => {
  const { body } = await place(world, 'tea', { token: 'tok_refund_fails_once' });

  const cancelled = await cancel(world, body.orderId);

  expect(cancelled).toMatchObject({ body: { status: 'refunding' } });
});

test('an audit right after the last write finds stock, orders, charges and parcels as they are', async () => {
  const shipped = await place(world, 'tea', { token: 'tok_ok' });
  const held = await place(world, 'tea');
  await place(world, 'tea', { token: 'tok_timeout_charged' });
  await world.carrier.register({
    orderId: shipped.body.orderId,
    shipTo: { name: 'Ada', postcode: 'N1', address: 'x' },
    lines: [],
  });

  const found = await audit(world.books, world.now);
  const ledger = await world.books.ledger();
  const statuses = new Map<string, string>();
  for await (const order of world.books.orders())
    if ('status' in order) statuses.set(order.orderId, order.status);

  expect(found).toMatchObject({
    clean: true,
    skus: [{ sku: 'tea', received: 10, available: 7, committed: 3, drift: 0 }],
  });
  expect(ledger.charges).toHaveLength(2);
  expect(ledger.shipments).toMatchObject([{ orderId: shipped.body.orderId, outcome: 'registered' }]);
  expect(statuses.get(shipped.body.orderId)).toBe('paid');
  expect(statuses.get(held.body.orderId)).toBe('held');
  expect(statuses.size).toBe(3);
});
