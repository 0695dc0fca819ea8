import { shipDelivered } from '../../lambda/shipping/shipping-worker';
import type { ShippingMessage } from '../../lambda/outbox/messages';
import { place, customer, ringDeadline, statusOf } from '../order/orders';
import { openWorld, type TestWorld } from '../world';

let world: TestWorld;
beforeEach(async () => {
  world = await openWorld();
  await world.stock('tea', 5);
});
afterEach(() => world.close());

async function paidOrder(postcode?: string): Promise<ShippingMessage> {
  const { body } = await place(world, 'tea', { token: 'tok_ok', postcode });
  return { customerId: customer, orderId: body.orderId };
}

function deliver(message: ShippingMessage) {
  return shipDelivered(world, { message, receiptHandle: 'handle' });
}

/** The message comes back after its visibility, as the worker asked for. */
async function comeBack(message: ShippingMessage) {
  world.passSeconds(world.comeBacks.at(-1) ?? 0);
  return await deliver(message);
}

test('ten deliveries of one message register one parcel and ship the order once', async () => {
  const message = await paidOrder();

  await Promise.all(Array.from({ length: 10 }, () => deliver(message)));

  const order = await world.orders.find(customer, message.orderId);
  expect(order).toMatchObject({ status: 'shipped', version: 3, shipment: { carrier: 'sandbox' } });
  expect(world.counted.shipped).toBe(1);
});

test('a carrier that refuses twice gets the parcel on the third try, after 1 and 2 seconds', async () => {
  const message = await paidOrder('FAIL-2');

  const outcomes = [await deliver(message), await comeBack(message), await comeBack(message)];

  expect(outcomes).toEqual(['again', 'again', 'done']);
  expect(world.comeBacks).toEqual([1, 2]);
  const order = await world.orders.find(customer, message.orderId);
  expect(order?.timeline.map(({ event }) => event)).toEqual([
    'paying',
    'paid',
    'shipping_failed',
    'shipping_failed',
    'shipped',
  ]);
});

test('the fifth refusal gives up: goods back, money back, and the carrier can never take the parcel', async () => {
  const message = await paidOrder('FAIL-ALWAYS');

  await deliver(message);
  for (let tries = 1; tries < 5; tries += 1) await comeBack(message);

  expect(world.comeBacks).toEqual([1, 2, 4, 8]);
  expect(await statusOf(world, message.orderId)).toBe('refunded');
  expect(await world.stockItem('tea')).toMatchObject({ available: 5 });
  expect(await world.entry(message.orderId, 'shipment')).toMatchObject({ outcome: 'withdrawn' });
  expect(await world.entry(message.orderId, 'charge#1')).toMatchObject({ refunded: true });
});

test('an outage of the carrier refunds nobody: fresh messages wait twice as long each time, and no refusal is counted', async () => {
  const message = await paidOrder('DOWN-2');

  const first = await deliver(message);
  const second = await deliver(world.toShipping[0]!.message);
  const still = await world.orders.find(customer, message.orderId);
  await deliver(world.toShipping[1]!.message);

  expect([first, second]).toEqual(['done', 'done']);
  expect(world.toShipping.map(({ delaySeconds }) => delaySeconds)).toEqual([2, 4]);
  expect(still).toMatchObject({ status: 'paid', refusals: 0 });
  expect(await statusOf(world, message.orderId)).toBe('shipped');
});

test('the pause between fresh messages never exceeds what the queue can delay', async () => {
  const message = await paidOrder('DOWN-2');

  await deliver({ ...message, pauseSeconds: 700 });

  expect(world.toShipping[0]).toMatchObject({ delaySeconds: 900, message: { pauseSeconds: 900 } });
});

test('a worker that is told `withdrawn` finishes the refund that somebody else began', async () => {
  const message = await paidOrder();
  await world.carrier.withdraw(message.orderId); // and then that somebody crashed

  await deliver(message);

  expect(await statusOf(world, message.orderId)).toBe('refunded');
  expect(await world.stockItem('tea')).toMatchObject({ available: 5 });
});

test('a message that comes after the order was cancelled does nothing', async () => {
  const message = await paidOrder();
  await world.carrier.withdraw(message.orderId);
  await deliver(message);
  const before = await world.orders.find(customer, message.orderId);

  await deliver(message);

  expect(await world.orders.find(customer, message.orderId)).toEqual(before);
});

test('a paid order whose shipping message was lost is shipped by its deadline', async () => {
  const { orderId } = await paidOrder();

  await ringDeadline(world, orderId);

  expect(await statusOf(world, orderId)).toBe('shipped');
});
