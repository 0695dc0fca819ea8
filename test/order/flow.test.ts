import { openWorld, type TestWorld } from '../world';
import { cancel, pay, place, ringDeadline, statusOf } from './orders';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('an order placed with a good card is paid, and its stock is taken once', async () => {
  await world.stock('tea', 10);

  const reply = await place(world, 'tea', { token: 'tok_ok', quantity: 3 });

  expect(reply).toMatchObject({
    status: 201,
    body: { status: 'paid', total: 750, payment: { attempts: 1 } },
  });
  expect(reply.body.timeline.map(({ event }) => event)).toEqual(['paying', 'paid']);
  expect(await world.stockItem('tea')).toMatchObject({ received: 10, available: 7 });
});

test('150 buyers at once for 50 units: 50 orders, 100 refusals, nothing left', async () => {
  await world.stock('rush', 50);

  const replies = await Promise.all(
    Array.from({ length: 150 }, () => place(world, 'rush', { token: 'tok_ok' })),
  );

  expect(replies.filter(({ status }) => status === 201)).toHaveLength(50);
  expect(replies.filter(({ status }) => status === 409)).toHaveLength(100);
  expect(await world.stockItem('rush')).toMatchObject({ received: 50, available: 0 });
});

test('the same key 50 times at once makes one order, and exactly one answer is the original', async () => {
  await world.stock('ink', 100);

  const replies = await Promise.all(
    Array.from({ length: 50 }, () => place(world, 'ink', { key: 'same', token: 'tok_ok' })),
  );

  const originals = replies.filter(({ headers }) => headers?.['idempotent-replayed'] !== 'true');
  expect(originals).toHaveLength(1);
  expect(new Set(replies.map(({ body }) => body.orderId)).size).toBe(1);
  expect(await world.stockItem('ink')).toMatchObject({ available: 99 });
});

test('the same key with another body is refused, also once the stock is gone', async () => {
  await world.stock('nib', 1);
  await place(world, 'nib', { key: 'reused' });

  const other = await place(world, 'nib', { key: 'reused', quantity: 2 });
  const unknown = await place(world, 'no-such-sku', { key: 'reused' });

  expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
  expect(unknown).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
});

test('a declined card keeps the hold, another card pays for it, and the third decline gives the goods back', async () => {
  await world.stock('pen', 2);

  const declined = await place(world, 'pen', { token: 'tok_declined' });
  const second = await pay(world, declined.body.orderId);
  const unlucky = await place(world, 'pen', { token: 'tok_declined' });
  await pay(world, unlucky.body.orderId, 'tok_declined');
  const third = await pay(world, unlucky.body.orderId, 'tok_declined');

  expect(declined).toMatchObject({ status: 402, body: { code: 'payment_declined', status: 'held' } });
  expect(second).toMatchObject({ status: 200, body: { status: 'paid', payment: { attempts: 2 } } });
  expect(third).toMatchObject({ status: 402, body: { status: 'cancelled', payment: { attempts: 3 } } });
  expect(await world.stockItem('pen')).toMatchObject({ received: 2, available: 1 });
});

test('a hold that nobody pays for expires, and its goods can be sold again', async () => {
  await world.stock('cup', 1);
  const { body } = await place(world, 'cup');

  world.passSeconds(600);
  const late = await pay(world, body.orderId);
  await ringDeadline(world, body.orderId);

  expect(late).toMatchObject({ status: 409, body: { code: 'not_payable' } });
  expect(await statusOf(world, body.orderId)).toBe('expired');
  expect(await world.stockItem('cup')).toMatchObject({ available: 1 });
});

test.each([
  ['tok_timeout_charged', 'paid', 0],
  ['tok_timeout_not_charged', 'held', 0],
])(
  'a payment without an answer (%s) keeps its goods until it is settled: %s',
  async (token, settled, available) => {
    await world.stock(token, 1);

    const reply = await place(world, token, { token });
    const taken = await world.stockItem(token);
    await ringDeadline(world, reply.body.orderId);

    expect(reply).toMatchObject({ status: 202, body: { status: 'paying' } });
    expect(taken).toMatchObject({ available: 0 });
    expect(await statusOf(world, reply.body.orderId)).toBe(settled);
    expect(await world.stockItem(token)).toMatchObject({ available });
  },
);

test('a voided attempt whose hold is over expires, and its reference can never be charged', async () => {
  await world.stock('jar', 1);
  const { body } = await place(world, 'jar', { token: 'tok_timeout_not_charged' });

  world.passSeconds(700);
  await ringDeadline(world, body.orderId);
  const charge = { reference: `${body.orderId}/1`, amount: 250, currency: 'EUR', customerId: 'ada' };

  expect(await statusOf(world, body.orderId)).toBe('expired');
  expect(await world.payments.charge(charge, 'tok_ok')).toBe('declined');
});

test('a gateway that fails once is asked once more under the same reference', async () => {
  await world.stock('fig', 1);

  const reply = await place(world, 'fig', { token: 'tok_error_once' });

  expect(reply).toMatchObject({ status: 201, body: { status: 'paid', payment: { attempts: 1 } } });
});

test('cancelling a hold gives the goods back once, however often it is asked', async () => {
  await world.stock('hat', 1);
  const { body } = await place(world, 'hat');

  const replies = await Promise.all([1, 2, 3].map(() => cancel(world, body.orderId)));

  expect(replies.map(({ status, body: order }) => [status, order.status])).toEqual(
    Array(3).fill([200, 'cancelled']),
  );
  expect(await world.stockItem('hat')).toMatchObject({ available: 1 });
});

test('cancelling a paid order withdraws the parcel, gives the goods back and refunds the charge', async () => {
  await world.stock('bag', 1);
  const { body } = await place(world, 'bag', { token: 'tok_ok' });

  const reply = await cancel(world, body.orderId);

  expect(reply).toMatchObject({ status: 200, body: { status: 'refunded' } });
  expect(await world.stockItem('bag')).toMatchObject({ available: 1 });
  expect(await world.entry(body.orderId, 'shipment')).toMatchObject({ outcome: 'withdrawn' });
  expect(await world.entry(body.orderId, 'charge#1')).toMatchObject({ outcome: 'charged', refunded: true });
});

test('a parcel that the carrier has cannot be cancelled: the order becomes shipped instead', async () => {
  await world.stock('mug', 1);
  const { body } = await place(world, 'mug', { token: 'tok_ok' });
  await world.carrier.register({
    orderId: body.orderId,
    shipTo: { name: '', postcode: '', address: '' },
    lines: [],
  });

  const reply = await cancel(world, body.orderId);

  expect(reply).toMatchObject({ status: 409, body: { code: 'not_cancellable', status: 'shipped' } });
  expect(await world.stockItem('mug')).toMatchObject({ available: 0 });
});

test('a refund without an answer is finished by the deadline', async () => {
  await world.stock('rug', 1);
  const { body } = await place(world, 'rug', { token: 'tok_refund_fails_once' });

  const reply = await cancel(world, body.orderId);
  await ringDeadline(world, body.orderId);

  expect(reply).toMatchObject({ status: 200, body: { status: 'refunding' } });
  expect(await statusOf(world, body.orderId)).toBe('refunded');
});
