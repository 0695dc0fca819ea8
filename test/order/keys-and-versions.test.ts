import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { orderIdOf, requestHashWithToken } from '../../lambda/order/demand';
import { placeOrder } from '../../lambda/order/place-order';
import { countRefusal, markShipped } from '../../lambda/order/transitions';
import type { PaidOrder } from '../../lambda/order/order';
import { call, openWorld, type TestWorld } from '../world';
import { cancel, customer, pay, place, shipTo } from './orders';

let world: TestWorld;
beforeEach(async () => {
  world = await openWorld();
  await world.stock('tea', 5);
});
afterEach(() => world.close());

async function paidOrder(): Promise<PaidOrder> {
  const { body } = await place(world, 'tea', { token: 'tok_ok' });
  return (await world.orders.find(customer, body.orderId)) as PaidOrder;
}

test('who is told "sold out" was never charged', async () => {
  await place(world, 'tea', { token: 'tok_ok', quantity: 5 });

  const late = await place(world, 'tea', { token: 'tok_ok' });

  expect(late.status).toBe(409);
  expect((await world.books.ledger()).charges).toHaveLength(1);
});

test('the charge that is given back is the one that was made, not the one that was declined before it', async () => {
  const { body } = await place(world, 'tea', { token: 'tok_declined' });
  await pay(world, body.orderId);

  await cancel(world, body.orderId);

  expect(await world.entry(body.orderId, 'charge#1')).toMatchObject({ outcome: 'declined', refunded: false });
  expect(await world.entry(body.orderId, 'charge#2')).toMatchObject({ outcome: 'charged', refunded: true });
});

test('a decline does not prolong a hold, which counts from the order’s creation', async () => {
  const { body } = await place(world, 'tea');
  world.passSeconds(500);

  const { body: declined } = await pay(world, body.orderId, 'tok_declined');

  expect(declined.status).toBe('held');
  expect(declined.expiresAt).toBe(body.expiresAt);
});

test.each([
  ['another address', { shipTo: { name: 'Ada', postcode: 'N1', address: '2 Mill Lane' } }],
  ['no card', { payment: undefined }],
])('one key for two requests that differ by %s is refused', async (_, other) => {
  const lines = [{ sku: 'tea', quantity: 1 }];
  const body = { lines, shipTo, payment: { token: 'tok_ok' } };
  await placeOrder(world, call(customer, 'k', body));

  await expect(placeOrder(world, call(customer, 'k', { ...body, ...other }))).rejects.toMatchObject({
    status: 422,
    code: 'idempotency_key_reused',
  });
});

test('a client library that makes a new token for the same card gets the order that exists, and nothing is charged again', async () => {
  const first = await place(world, 'tea', { key: 'again', token: 'tok_declined' });

  const again = await place(world, 'tea', { key: 'again', token: 'tok_ok' });

  expect(again).toMatchObject({
    status: 200,
    headers: { 'idempotent-replayed': 'true' },
    body: { orderId: first.body.orderId, status: 'held', payment: { attempts: 1 } },
  });
  expect((await world.books.ledger()).charges).toMatchObject([{ outcome: 'declined' }]);
});

test('an order that was placed while the token counted is replayed for its token, and for no other one', async () => {
  const { body } = await place(world, 'tea', { key: 'old', token: 'tok_ok' });
  const demands = [{ sku: 'tea', quantity: 1 }];
  await world.db.send(
    new UpdateCommand({
      TableName: 'Orders',
      Key: { customerId: customer, orderId: body.orderId },
      UpdateExpression: 'SET requestHash = :old',
      ExpressionAttributeValues: { ':old': requestHashWithToken(demands, shipTo, 'tok_ok') },
    }),
  );

  const same = await place(world, 'tea', { key: 'old', token: 'tok_ok' });
  const other = await place(world, 'tea', { key: 'old', token: 'tok_slow' });

  expect([same.status, other.status]).toEqual([200, 422]);
});

test('one key of two customers makes two order ids: a charge has the order’s name and no customer’s', () => {
  expect(orderIdOf('ada', 'k')).not.toBe(orderIdOf('bob', 'k'));
  expect(orderIdOf('a', 'bk')).not.toBe(orderIdOf('ab', 'k'));
});

test('a step from a version that is over is refused, though the state is still the same', async () => {
  const paid = await paidOrder();
  await world.orders.advance(paid, countRefusal(paid, world.now()));

  const late = await world.orders.advance(
    paid,
    markShipped(paid, { carrier: 'sandbox', trackingCode: 'T' }, world.now()),
  );

  expect(late).toMatchObject({ saved: false, order: { status: 'paid', refusals: 1 } });
});

test('an order whose answer was lost is our own, also where the store has forgotten the token of its write', async () => {
  let lost = false;
  world.db.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName !== 'TransactWriteItemsCommand') return next(args);
        const answer = await next({ ...args, input: { ...args.input, ClientRequestToken: undefined } });
        if (lost) return answer;
        lost = true;
        throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
      },
    { step: 'initialize' },
  );

  const reply = await place(world, 'tea', { token: 'tok_ok' });

  expect([reply.status, reply.headers?.['idempotent-replayed'], lost]).toEqual([201, undefined, true]);
  expect(await world.stockItem('tea')).toMatchObject({ available: 4 });
});
