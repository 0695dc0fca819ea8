import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { PaidOrder } from '../../lambda/order/order';
import { countRefusal } from '../../lambda/order/transitions';
import { shipDelivered } from '../../lambda/shipping/shipping-worker';
import { busyForLong, freezePatience, meet, stillOnItsWay } from '../trouble';
import { openWorld, tables, type TestWorld } from '../world';
import { placeLines } from './catalogue';
import { cancel, customer, pay, place, ringDeadline, statusOf } from './orders';

let world: TestWorld;
beforeEach(async () => {
  world = await openWorld();
  await world.stock('tea', 5);
});
afterEach(async () => {
  jest.useRealTimers();
  await world.close();
});

test('a cancel that a payment overtakes decides on the paid order: it is refunded', async () => {
  const { orderId } = (await place(world, 'tea')).body;
  meet(world.db, 'TransactWriteItemsCommand', async (send) => {
    await pay(world, orderId);
    return send();
  });

  expect(await cancel(world, orderId)).toMatchObject({ status: 200, body: { status: 'refunded' } });
});

test('a payment that a cancel overtakes decides on the cancelled order: nothing is charged', async () => {
  const { orderId } = (await place(world, 'tea')).body;
  meet(world.db, 'UpdateItemCommand', async (send) => {
    await cancel(world, orderId);
    return send();
  });

  expect(await pay(world, orderId)).toMatchObject({ status: 409, body: { code: 'not_payable' } });
  expect(await world.entry(orderId, 'charge#1')).toBeUndefined();
});

test('a refusal that another worker’s success overtakes is not counted, and its message has served', async () => {
  const { orderId } = (await place(world, 'tea', { token: 'tok_ok', postcode: 'FAIL-2' })).body;
  const ship = () =>
    shipDelivered(world, { message: { customerId: customer, orderId }, receiptHandle: 'handle' });
  meet(world.db, 'UpdateItemCommand', async (send) => {
    await ship(); // refused a second time, and counted
    world.passSeconds(10);
    await ship();
    return send();
  });

  expect(await ship()).toBe('done');
  expect(await statusOf(world, orderId)).toBe('shipped');
  expect(world.comeBacks).toEqual([1]);
});

/** Another worker counts a refusal: a new version, and still paid. */
async function countOne(orderId: string): Promise<void> {
  const paid = (await world.orders.find(customer, orderId)) as PaidOrder;
  await world.orders.advance(paid, countRefusal(paid, world.now()));
}

test('what the carrier has decided is written though a refusal was counted meanwhile: registered is shipped', async () => {
  const { orderId } = (await place(world, 'tea', { token: 'tok_ok' })).body;
  meet(world.db, 'UpdateItemCommand', async (send) => {
    await countOne(orderId);
    return send();
  });

  await ringDeadline(world, orderId);

  expect(await world.orders.find(customer, orderId)).toMatchObject({ status: 'shipped', version: 4 });
});

test('what the carrier has decided is written though a refusal was counted meanwhile: withdrawn is refunded', async () => {
  const { orderId } = (await place(world, 'tea', { token: 'tok_ok' })).body;
  meet(world.db, 'TransactWriteItemsCommand', async (send) => {
    await countOne(orderId);
    return send();
  });

  expect(await cancel(world, orderId)).toMatchObject({ status: 200, body: { status: 'refunded' } });
  expect(await world.stockItem('tea')).toMatchObject({ available: 5 });
});

test('three workers that finish one refund at once count one', async () => {
  const { orderId } = (await place(world, 'tea', { token: 'tok_refund_fails_once' })).body;
  await cancel(world, orderId);

  await Promise.all([1, 2, 3].map(() => ringDeadline(world, orderId)));

  expect(await statusOf(world, orderId)).toBe('refunded');
  expect(world.counted.refunded).toBe(1);
});

test.each(['tok_declined', 'tok_ok'])(
  'what came of %s and could not be written is told as unknown, and found out by the deadline',
  async (token) => {
    freezePatience();
    meet(world.db, 'UpdateItemCommand', busyForLong);

    const reply = await place(world, 'tea', { token });
    jest.useRealTimers();
    await ringDeadline(world, reply.body.orderId);

    expect(reply).toMatchObject({ status: 202, body: { status: 'paying' } });
    expect(await statusOf(world, reply.body.orderId)).toBe(token === 'tok_ok' ? 'paid' : 'held');
  },
);

test('a write is tried again with the same token, and another write has another', async () => {
  const tokens: unknown[] = [];
  world.db.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const { ClientRequestToken } = args.input as { ClientRequestToken?: string };
        if (commandName === 'TransactWriteItemsCommand') tokens.push(ClientRequestToken);
        return next(args);
      },
    { step: 'initialize', priority: 'high' },
  );
  meet(world.db, 'TransactWriteItemsCommand', stillOnItsWay);

  const { orderId } = (await place(world, 'tea')).body;
  await cancel(world, orderId);

  expect(tokens).toHaveLength(3);
  expect(tokens.every((token) => typeof token === 'string' && token.length > 10)).toBe(true);
  expect(tokens[1]).toBe(tokens[0]);
  expect(tokens[2]).not.toBe(tokens[0]);
});

test('an order of two products takes both and gives both back', async () => {
  await world.stock('cup', 5);
  const lines = [
    { sku: 'tea', quantity: 2 },
    { sku: 'cup', quantity: 3 },
  ];

  const { body } = await placeLines(world, lines, 'two');
  const taken = [(await world.stockItem('tea')).available, (await world.stockItem('cup')).available];
  await cancel(world, (body as { orderId: string }).orderId);

  expect(taken).toEqual([3, 2]);
  expect((await world.stockItem('tea')).available).toBe(5);
  expect((await world.stockItem('cup')).available).toBe(5);
});

test('what belongs to a state alone leaves the item with that state', async () => {
  const { orderId } = (await place(world, 'tea', { token: 'tok_ok' })).body;
  const stored = async () =>
    (
      await world.db.send(
        new GetCommand({
          TableName: tables.orders,
          Key: { customerId: customer, orderId },
          ConsistentRead: true,
        }),
      )
    ).Item;
  const paid = await stored();
  await ringDeadline(world, orderId);
  const shipped = await stored();

  expect(paid).not.toHaveProperty('expiresAt');
  expect(paid).toHaveProperty('dueAt');
  expect(shipped).not.toHaveProperty('dueAt');
  expect(shipped).not.toHaveProperty('refusals');
});

test('a token that the gateway cannot have issued is refused before anything is written', async () => {
  const { orderId } = (await place(world, 'tea')).body;

  expect(await place(world, 'tea', { token: 'tok_strange' })).toMatchObject({ status: 400 });
  expect(await pay(world, orderId, 'tok_strange')).toMatchObject({ status: 400 });
  expect(await statusOf(world, orderId)).toBe('held');
});

test('a payment for an order that has shipped charges nothing and shows it', async () => {
  const { orderId } = (await place(world, 'tea', { token: 'tok_ok' })).body;
  await ringDeadline(world, orderId);

  expect(await pay(world, orderId)).toMatchObject({ status: 200, body: { status: 'shipped' } });
  expect((await world.books.ledger()).charges).toHaveLength(1);
});

test('while a payment is under way, an order can be neither paid nor cancelled', async () => {
  const { orderId } = (await place(world, 'tea', { token: 'tok_timeout_charged' })).body;

  expect(await pay(world, orderId)).toMatchObject({ status: 409, body: { code: 'payment_in_progress' } });
  expect(await cancel(world, orderId)).toMatchObject({ status: 409, body: { code: 'payment_in_progress' } });
});
