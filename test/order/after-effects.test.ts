import { Busy, OutcomeUnknown } from '../../lambda/dynamo/persist';
import { shipDelivered } from '../../lambda/shipping/shipping-worker';
import { answerLost, busyForLong, freezePatience, meet } from '../trouble';
import { openWorld, type TestWorld } from '../world';
import { cancel, customer, place, ringDeadline, statusOf } from './orders';

let world: TestWorld;
beforeEach(async () => {
  world = await openWorld();
  await world.stock('tea', 5);
  freezePatience();
});
afterEach(async () => {
  jest.useRealTimers();
  await world.close();
});

async function paidOrder(): Promise<string> {
  return (await place(world, 'tea', { token: 'tok_ok' })).body.orderId;
}

test('once the parcel is withdrawn, a cancel that the store is too busy for may have been done: it is not `busy`', async () => {
  const orderId = await paidOrder();
  meet(world.db, 'TransactWriteItemsCommand', busyForLong);

  const reply = await cancel(world, orderId);

  expect(reply).toMatchObject({ status: 500, body: { code: 'outcome_unknown', retryable: true } });
  expect(await world.entry(orderId, 'shipment')).toMatchObject({ outcome: 'withdrawn' });
  expect(await statusOf(world, orderId)).toBe('paid');
});

test('once the money is back, a cancel whose last word the store is too busy for tells the state that is written', async () => {
  const orderId = await paidOrder();
  meet(world.db, 'UpdateItemCommand', busyForLong, { after: 1 }); // the refund's own entry passes

  const reply = await cancel(world, orderId);

  expect(reply).toMatchObject({ status: 200, body: { status: 'refunding' } });
  expect(await world.entry(orderId, 'charge#1')).toMatchObject({ refunded: true });
  expect(await world.stockItem('tea')).toMatchObject({ available: 5 });
});

test('a refund whose last answer is lost is recognised as our own, and counted once', async () => {
  jest.useRealTimers(); // the second try comes after a pause
  const orderId = await paidOrder();
  meet(world.db, 'UpdateItemCommand', answerLost, { after: 1 });

  const reply = await cancel(world, orderId);

  expect(reply).toMatchObject({ status: 200, body: { status: 'refunded' } });
  expect(world.counted.refunded).toBe(1);
});

test('while the store takes no word of a refund, the deadline asks again after a pause', async () => {
  const orderId = (await place(world, 'tea', { token: 'tok_refund_fails_once' })).body.orderId;
  await cancel(world, orderId);
  meet(world.db, 'UpdateItemCommand', busyForLong, { after: 1 });

  await ringDeadline(world, orderId);

  expect(world.toDeadline).toMatchObject([{ delaySeconds: 2, message: { orderId } }]);
  expect(await statusOf(world, orderId)).toBe('refunding');
});

test('a bug in the last write of a refund is not hidden', async () => {
  const orderId = await paidOrder();
  const broken = () => Promise.reject(Object.assign(new Error('wrong'), { name: 'ValidationException' }));
  meet(world.db, 'UpdateItemCommand', broken, { after: 1 });

  await expect(cancel(world, orderId)).rejects.toThrow('wrong');
});

test('before anything is done, a busy store is `busy`', async () => {
  const orderId = (await place(world, 'tea')).body.orderId;
  meet(world.db, 'TransactWriteItemsCommand', busyForLong);

  await expect(cancel(world, orderId)).rejects.toThrow(Busy);
});

test('a shipping worker that met a busy store after a withdrawal has its message come back, and the next one finishes', async () => {
  const orderId = await paidOrder();
  await world.carrier.withdraw(orderId);
  const deliver = () =>
    shipDelivered(world, { message: { customerId: customer, orderId }, receiptHandle: 'handle' });
  const met = meet(world.db, 'TransactWriteItemsCommand', busyForLong);

  await expect(deliver()).rejects.toThrow(OutcomeUnknown);
  await deliver();

  expect(met()).toBe(1);
  expect(await statusOf(world, orderId)).toBe('refunded');
});

test('a paid order whose withdrawal gets no answer is neither shipped nor refunded by a cancel', async () => {
  const orderId = await paidOrder();
  const carrier = { ...world.carrier, withdraw: async () => ({ answer: 'unknown' as const }) };

  const reply = await cancel({ ...world, carrier }, orderId);

  expect(reply).toMatchObject({ status: 500, body: { code: 'outcome_unknown', retryable: true } });
  expect(await statusOf(world, orderId)).toBe('paid');
  expect(await world.entry(orderId, 'charge#1')).toMatchObject({ refunded: false });
  expect(await world.stockItem('tea')).toMatchObject({ available: 4 });
  expect(world.counted).toMatchObject({ shipment_unknown: 1 });
});
