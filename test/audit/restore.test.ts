import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { runAuditor } from '../../lambda/audit/auditor';
import { meetDeadline } from '../../lambda/order/deadline-worker';
import { holdDeadline } from '../../lambda/order/hold-deadlines';
import { deadlineOf } from '../../lambda/outbox/messages';
import { shipDelivered } from '../../lambda/shipping/shipping-worker';
import { dispatch } from '../../lambda/outbox/dispatcher';
import { customer, pay, place, ringDeadline, statusOf } from '../order/orders';
import { openWorld, tables, type TestWorld } from '../world';
import { runReconcile, runRepair, teaBooks } from './repair-run';

let world: TestWorld;
beforeEach(async () => {
  world = await openWorld();
  await world.stock('tea', 10);
});
afterEach(() => world.close());

const key = (orderId: string) => ({
  TableName: tables.orders,
  Key: { customerId: customer, orderId },
  ConsistentRead: true,
});
const ship = (orderId: string) =>
  shipDelivered(world, { message: { customerId: customer, orderId }, receiptHandle: '' });
const isRefunded = async (orderId: string, attempt = 1) =>
  (await world.entry(orderId, `charge#${attempt}`))?.refunded;

/** Sells and ships an order, and puts its item back to its image of before the payment, as a restore does. Stock counted it then, too. */
async function restored({ shipped = true, quantity = 2 } = {}): Promise<string> {
  const { orderId } = (await place(world, 'tea', { quantity })).body;
  const { Item } = await world.db.send(new GetCommand(key(orderId)));
  await pay(world, orderId);
  if (shipped) await ship(orderId);
  await world.db.send(new PutCommand({ TableName: tables.orders, Item }));
  return orderId;
}

test('after a restore an order is reconciled while deadlines are held, and ships once, is kept once and refunded never', async () => {
  const orderId = await restored();
  const before = await world.orders.find(customer, orderId);
  world.passSeconds(601);

  await runAuditor({ ...world, deadlinesHeld: true });
  await holdDeadline(world, { ...deadlineOf(before as never, world.now()), waitSeconds: 0 });
  expect(await statusOf(world, orderId)).toBe('held');
  const { code, report } = await runReconcile(world);
  const paid = (await world.orders.find(customer, orderId))!;
  for (const { queue } of dispatch({ before, after: paid }, world.now()))
    if (queue === 'shipping') await ship(orderId);
  await runAuditor({ ...world, deadlinesHeld: false });
  for (const { message } of world.toDeadline.splice(0))
    await meetDeadline(world, { ...message, waitSeconds: 0 });

  expect({ code, report }).toMatchObject({
    code: 0,
    report: { reconciled: [{ orderId, reference: `${orderId}/1` }], forPerson: [] },
  });
  expect(paid).toMatchObject({ status: 'paid', payment: { attempts: 1 }, refusals: 0 });
  expect(paid.timeline.map(({ event, detail }) => [event, detail])).toEqual([
    ['held', undefined],
    ['paying', undefined],
    ['paid', 'tables restored'],
  ]);
  expect(await world.orders.find(customer, orderId)).toMatchObject({
    status: 'shipped',
    shipment: { trackingCode: (await world.entry(orderId, 'shipment'))?.trackingCode },
  });
  expect(await isRefunded(orderId)).toBe(false);
  expect(await teaBooks(world)).toMatchObject({ received: 10, available: 8, committed: 2 });
});

test('without it the order expires and its unit is sold again, but its parcel has left and no program gives the money back', async () => {
  const orderId = await restored();
  world.passSeconds(601);
  await ringDeadline(world, orderId);
  expect(await statusOf(world, orderId)).toBe('expired');

  await runAuditor(world);
  const { code, report } = await runRepair(world);

  expect(await isRefunded(orderId)).toBe(false);
  expect({ code, refunds: report.refunds }).toEqual({ code: 1, refunds: [] });
  expect(report.orders).toMatchObject([{ orderId, wrong: 'registered_but_not_shipped' }]);
  expect(report.payments).toMatchObject([{ orderId, wrong: 'not_refunded', forPerson: true }]);
});

test('a repair asks the carrier first, too: it gives back what is withdrawn, and says what is not', async () => {
  const [gone, back] = [await restored({ shipped: false }), await restored({ shipped: false })];
  world.passSeconds(601);
  for (const orderId of [gone, back]) await ringDeadline(world, orderId);
  const withdraw = async (orderId: string) =>
    orderId === gone ? ({ answer: 'unknown' } as const) : await world.carrier.withdraw(orderId);

  const { code, lines, report } = await runRepair(world, world.db, { carrier: { withdraw } });

  expect(code).toBe(1);
  expect([...(report.refunds ?? [])].sort()).toEqual([`${gone}/1`, `${back}/1`].sort());
  expect(lines).toEqual([
    `the refund of ${gone}/1: no answer from the carrier or the gateway: run the repair again`,
  ]);
  expect([await isRefunded(gone), await isRefunded(back)]).toEqual([false, true]);
  const registered = async () => ({ answer: 'registered', trackingCode: 'SBX1' }) as const;
  expect((await runRepair(world, world.db, { carrier: { withdraw: registered } })).lines).toEqual([
    `the refund of ${gone}/1: the carrier has the parcel, nothing was given back: a person decides`,
  ]);
});

test('shown only, nothing is written', async () => {
  const orderId = await restored();

  const { code, report } = await runReconcile(world, {}, false);

  expect({ code, reconciled: report.reconciled }).toMatchObject({ code: 1, reconciled: [{ orderId }] });
  expect(await statusOf(world, orderId)).toBe('held');
});

test('a message that comes while deadlines are held comes again as it is after five minutes, and nothing is done', async () => {
  const { orderId } = (await place(world, 'tea')).body;
  world.passSeconds(601);
  const message = { customerId: customer, orderId, version: 1, waitSeconds: 0, pauseSeconds: 4, once: true };

  await holdDeadline(world, message);

  expect(world.toDeadline).toEqual([{ message, delaySeconds: 300 }]);
  expect(await statusOf(world, orderId)).toBe('held');
});
