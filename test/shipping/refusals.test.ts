import { meetDeadline } from '../../lambda/order/deadline-worker';
import type { PaidOrder } from '../../lambda/order/order';
import { deadlineOf, type ShippingMessage } from '../../lambda/outbox/messages';
import { shipDelivered } from '../../lambda/shipping/shipping-worker';
import { place, customer, ringDeadline, statusOf } from '../order/orders';
import { openWorld, type TestWorld } from '../world';

let world: TestWorld;
beforeEach(async () => {
  world = await openWorld();
  await world.stock('tea', 5);
});
afterEach(() => world.close());

async function paidOrder(postcode: string): Promise<ShippingMessage> {
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

async function order({ orderId }: ShippingMessage): Promise<PaidOrder> {
  return (await world.orders.find(customer, orderId)) as PaidOrder;
}

test('between two refusals pass 1, 2, 4 and 8 seconds, whoever brings the order up meanwhile and however late it is', async () => {
  const message = await paidOrder('FAIL-ALWAYS');
  world.passSeconds(100_000);
  await ringDeadline(world, message.orderId);

  for (const seconds of [1, 2, 4, 8]) {
    world.passSeconds(seconds - 0.001);
    await Promise.all([deliver(message), ringDeadline(world, message.orderId), deliver(message)]);
    world.passSeconds(0.001);
    await Promise.all([deliver(message), ringDeadline(world, message.orderId), deliver(message)]);
  }

  const { timeline } = (await world.orders.find(customer, message.orderId))!;
  const refused = timeline.filter(({ event }) => event === 'shipping_failed').map(({ at }) => Date.parse(at));
  expect(refused.slice(1).map((at, index) => at - refused[index]!)).toEqual([1000, 2000, 4000, 8000]);
  expect(timeline.at(-1)).toMatchObject({ event: 'refunded' });
});

test('who comes too early does not ask the carrier, and comes back when the pause is over', async () => {
  const message = await paidOrder('FAIL-2');
  await deliver(message);
  await comeBack(message);
  world.passSeconds(0.5);

  expect(await deliver(message)).toBe('again');
  expect(world.comeBacks).toEqual([1, 2, 2]); // 1.5 s are left, and a queue knows whole seconds
  expect(await order(message)).toMatchObject({ status: 'paid', refusals: 2 });
  expect(await world.entry(message.orderId, 'tries#shipment')).toMatchObject({ tries: 2 });
});

test('a clock that is an hour behind waits for the pause and no longer', async () => {
  const message = await paidOrder('FAIL-2');
  await deliver(message);
  world.passSeconds(-3600);

  await deliver(message);

  expect(world.comeBacks).toEqual([1, 1]);
});

test('a refusal moves the deadline on, so that a message that is there already is not followed by one at once', async () => {
  const message = await paidOrder('FAIL-ALWAYS');
  world.passSeconds(100_000);

  await deliver(message);

  expect(deadlineOf(await order(message), world.now()).waitSeconds).toBe(300);
});

test('a deadline that finds the carrier refusing comes again by itself', async () => {
  const { orderId } = await paidOrder('FAIL-2');
  const late = () => deadlineOf(orderNow, world.now());
  let orderNow = await order({ customerId: customer, orderId });
  await ringDeadline(world, orderId);
  orderNow = await order({ customerId: customer, orderId });

  world.toDeadline.length = 0;
  await meetDeadline(world, { ...late(), waitSeconds: 0 });

  expect(world.toDeadline).toMatchObject([{ delaySeconds: 2, message: { version: orderNow.version } }]);
});

test('while a carrier that refused five times does not say whether it withdrew, nothing grows and it is not asked to register', async () => {
  const message = await paidOrder('FAIL-ALWAYS');
  const asked: string[] = [];
  const carrier = {
    ...world.carrier,
    register: async (parcel: PaidOrder) => {
      asked.push('register');
      return await world.carrier.register(parcel);
    },
    withdraw: async () => {
      asked.push('withdraw');
      return { answer: 'unknown' as const };
    },
  };
  const silent = { ...world, carrier: carrier as typeof world.carrier };
  const deliverTo = (delivered: ShippingMessage) =>
    shipDelivered(silent, { message: delivered, receiptHandle: 'handle' });

  for (let tries = 0; tries < 5; tries += 1) {
    await deliverTo(message);
    world.passSeconds(10);
  }
  const given = await order(message);
  await deliverTo(world.toShipping.at(-1)!.message);
  await deliverTo(world.toShipping.at(-1)!.message);

  expect(await order(message)).toEqual(given);
  expect(given).toMatchObject({ status: 'paid', refusals: 5 });
  expect(asked).toEqual([...Array<string>(5).fill('register'), ...Array<string>(3).fill('withdraw')]);
  expect(world.toShipping.map(({ delaySeconds }) => delaySeconds)).toEqual([2, 4, 8]);

  await deliver(message);
  expect(await statusOf(world, message.orderId)).toBe('refunded');
});
