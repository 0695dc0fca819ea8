import { meetDeadline } from '../../lambda/order/deadline-worker';
import { collectPayment } from '../../lambda/order/collect-payment';
import { holdAndPay } from '../../lambda/order/transitions';
import { deadlineOf, hop, nextPause, waitOf } from '../../lambda/outbox/messages';
import type { PayingOrder, UnfinishedOrder } from '../../lambda/order/order';
import { openWorld, type TestWorld } from '../world';
import { customer, place, ringDeadline, statusOf } from './orders';

let world: TestWorld;
beforeEach(async () => {
  world = await openWorld();
  await world.stock('tea', 5);
});
afterEach(() => world.close());

async function unfinished(orderId: string): Promise<UnfinishedOrder> {
  return (await world.orders.find(customer, orderId)) as UnfinishedOrder;
}

test('a message that has not waited out its delay only waits on, 15 minutes at a time', async () => {
  const { body } = await place(world, 'tea');
  const message = { ...deadlineOf(await unfinished(body.orderId), world.now()), waitSeconds: 2000 };

  await meetDeadline(world, message);

  expect(world.toDeadline).toEqual([{ delaySeconds: 900, message: { ...message, waitSeconds: 1100 } }]);
  expect(await statusOf(world, body.orderId)).toBe('held');
});

test('a message of an older version does nothing, whatever the clock says', async () => {
  const { body } = await place(world, 'tea', { token: 'tok_declined' });
  const old = { ...deadlineOf(await unfinished(body.orderId), world.now()), version: 1, waitSeconds: 0 };

  world.passSeconds(100_000);
  await meetDeadline(world, old);

  expect(await statusOf(world, body.orderId)).toBe('held');
});

test('three deadline workers at once release a hold once', async () => {
  const { body } = await place(world, 'tea');

  await Promise.all([1, 2, 3].map(() => ringDeadline(world, body.orderId)));

  expect(await world.stockItem('tea')).toMatchObject({ received: 5, available: 5, moves: 3 });
});

test('a clock that is five minutes ahead does not shorten the wait for an unknown payment', () => {
  const draft = {
    customerId: customer,
    orderId: 'o',
    requestHash: '',
    shipTo: { name: '', postcode: '', address: '' },
  };
  const now = world.now();
  const order = holdAndPay({ ...draft, lines: [], currency: 'EUR' }, now, world.policy);

  expect(waitOf(order, new Date(now.getTime() + 300_000))).toBe(37); // 7 s of calls and 30 s to settle
});

test('a charge that could only start late is not made: the payment is unknown and left to be settled', async () => {
  const { body } = await place(world, 'tea', { token: 'tok_timeout_charged' });
  const order = (await world.orders.find(customer, body.orderId)) as PayingOrder;
  const late = performance.now() - 1_500;

  const { outcome } = await collectPayment(
    world,
    { ...order, orderId: 'late' },
    {
      token: 'tok_ok',
      entered: { earliest: late, answered: late },
    },
  );

  expect(outcome).toBe('unknown');
  expect(await world.entry('late', 'charge#1')).toBeUndefined();
});

test('while the gateway cannot say, a fresh message asks again after a doubled pause', async () => {
  const { body } = await place(world, 'tea', { token: 'tok_timeout_charged' });
  const message = { ...deadlineOf(await unfinished(body.orderId), world.now()), waitSeconds: 0 };
  const silent = { ...world, payments: { ...world.payments, settle: async () => 'unknown' as const } };

  await meetDeadline(silent, message);
  await meetDeadline(silent, world.toDeadline[0]!.message);
  await meetDeadline(silent, { ...message, once: true });

  expect(world.toDeadline.map(({ delaySeconds }) => delaySeconds)).toEqual([2, 4]);
  expect(await statusOf(world, body.orderId)).toBe('paying');
  expect(await world.stockItem('tea')).toMatchObject({ available: 4 });
});

test('what a deadline has finished is not asked for again', async () => {
  const held = await place(world, 'tea');
  const unknown = await place(world, 'tea', { token: 'tok_timeout_charged' });
  const paid = await place(world, 'tea', { token: 'tok_ok' });

  for (const { body } of [held, unknown, paid]) await ringDeadline(world, body.orderId);

  expect(world.toDeadline).toEqual([]);
});

test('pauses double up to the longest delay of a queue', () => {
  expect([0, 2, 450, 899, 900].map(nextPause)).toEqual([2, 4, 900, 900, 900]);
});

test('a wait longer than a queue can delay is carried along', () => {
  const message = { customerId: customer, orderId: 'o', version: 1, waitSeconds: 901 };

  expect(hop(message)).toEqual({ delaySeconds: 900, message: { ...message, waitSeconds: 1 } });
});
