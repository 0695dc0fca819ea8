import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { OutcomeUnknown } from '../../lambda/dynamo/persist';
import { hold } from '../../lambda/order/transitions';
import { cancelledFor, contentionAt, type Happening, meet, stillOnItsWay } from '../trouble';
import { openWorld, tables, type TestWorld } from '../world';
import { draftOf, price } from './catalogue';
import { place } from './orders';

let world: TestWorld;
beforeEach(async () => {
  world = await openWorld();
  await world.stock('tea', 5);
});
afterEach(() => world.close());

/** As an administrator or another order changes the stock item. */
async function change(sku: string, set: string, value: unknown): Promise<void> {
  await world.db.send(
    new UpdateCommand({
      TableName: tables.inventory,
      Key: { sku, entry: 'stock' },
      UpdateExpression: `SET ${set} = :value`,
      ExpressionAttributeValues: { ':value': value },
    }),
  );
}

test('"sold out" after a try without an answer is not said: that try may still be applied', async () => {
  await place(world, 'tea', { quantity: 4 });
  meet(world.db, 'TransactWriteItemsCommand', stillOnItsWay);

  await expect(place(world, 'tea', { quantity: 3, key: 'k' })).rejects.toThrow(OutcomeUnknown);

  // and the same key again gets its answer
  expect(await place(world, 'tea', { quantity: 3, key: 'k' })).toMatchObject({ status: 409 });
});

test('an order whose first try arrives after its second was refused exists for the same key', async () => {
  let arrive: Parameters<Happening>[0] = () => Promise.resolve();
  meet(world.db, 'TransactWriteItemsCommand', (send) => {
    arrive = send;
    return stillOnItsWay(send);
  });
  await change('tea', 'available', 0);
  await expect(place(world, 'tea', { key: 'late' })).rejects.toThrow(OutcomeUnknown);

  await change('tea', 'available', 5);
  await arrive();

  expect(await place(world, 'tea', { key: 'late' })).toMatchObject({
    status: 200,
    headers: { 'idempotent-replayed': 'true' },
  });
});

test('a try that relied on a price that is over can never be applied: the order is placed at the new price', async () => {
  await place(world, 'tea');
  await change('tea', 'unitPrice', 300);
  await change('tea', 'version', 2);
  meet(world.db, 'TransactWriteItemsCommand', stillOnItsWay);

  expect(await place(world, 'tea')).toMatchObject({ status: 201, body: { total: 300 } });
});

test('an unknown SKU after a try without an answer is not said either: it may be made before that try arrives', async () => {
  await place(world, 'tea');
  meet(world.db, 'TransactWriteItemsCommand', stillOnItsWay);

  const asked = world.orders.create(hold(draftOf('o1', ['ghost']), world.now(), world.policy), [
    price('ghost'),
  ]);

  await expect(asked).rejects.toThrow(OutcomeUnknown);
});

test('a version that is lower than the one remembered proves nothing about the try without an answer', async () => {
  await change('tea', 'available', 0);
  meet(world.db, 'TransactWriteItemsCommand', stillOnItsWay);

  const asked = world.orders.create(hold(draftOf('o1'), world.now(), world.policy), [price('tea', 2)]);

  await expect(asked).rejects.toThrow(OutcomeUnknown);
});

test('a replay after a try without an answer is a replay', async () => {
  await place(world, 'tea', { key: 'same' });
  meet(world.db, 'TransactWriteItemsCommand', stillOnItsWay);

  expect(await place(world, 'tea', { key: 'same' })).toMatchObject({ status: 200 });
});

test('of a line whose answer contention hid nothing is known: it is neither short nor unknown', async () => {
  await world.stock('ink', 5);
  await change('tea', 'available', 0);
  meet(world.db, 'TransactWriteItemsCommand', contentionAt(1));
  const lines = ['ink', 'tea'];

  const created = await world.orders.create(
    hold(draftOf('o1', lines), world.now(), world.policy),
    lines.map((sku) => price(sku)),
  );

  expect(created).toMatchObject({ outcome: 'refused', stock: [{ sku: 'tea', seen: { available: 0 } }] });
});

test('contention on every member that said anything is no answer, and on the order it is none whatever the others say', async () => {
  const met = meet(world.db, 'TransactWriteItemsCommand', () =>
    Promise.reject(cancelledFor('TransactionConflict', 'ConditionalCheckFailed')),
  );

  expect(await place(world, 'tea')).toMatchObject({ status: 201 });
  expect(met()).toBe(1);
});
