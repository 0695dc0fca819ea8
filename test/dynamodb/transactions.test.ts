import {
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { type Endpoint, number, openEndpoint, text } from './endpoint';

let shop: Endpoint;
beforeEach(async () => (shop = await openEndpoint()));
afterEach(() => shop.close());

const transact = (...TransactItems: TransactWriteItem[]) =>
  shop.client.send(new TransactWriteItemsCommand({ TransactItems }));

const create = (pk: string): TransactWriteItem => ({
  Put: { TableName: 'Shop', Item: { pk: text(pk) }, ConditionExpression: 'attribute_not_exists(pk)' },
});

const move = (pk: string, amount: number): TransactWriteItem => ({
  Update: {
    TableName: 'Shop',
    Key: { pk: text(pk) },
    UpdateExpression: 'SET balance = balance + :amount',
    ConditionExpression: 'balance >= :zero',
    ExpressionAttributeValues: { ':amount': number(amount), ':zero': number(0) },
  },
});

const takeOne: TransactWriteItem = {
  Update: {
    TableName: 'Shop',
    Key: { pk: text('stock') },
    UpdateExpression: 'SET available = available - :one',
    ConditionExpression: 'available >= :one',
    ExpressionAttributeValues: { ':one': number(1) },
  },
};

test('200 buyers of a stock of 75: 75 orders, stock 0, one record for each change', async () => {
  await shop.put({ pk: text('stock'), available: number(75) });
  const names: string[] = [];
  shop.engine.onChange('Shop', ({ eventName }) => names.push(eventName));

  const outcomes = await Promise.allSettled(
    Array.from({ length: 200 }, (_, buyer) => transact(takeOne, create(`order-${buyer}`))),
  );

  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(refused).toHaveLength(125);
  expect(new Set(refused.map(({ reason }) => (reason as Error).name))).toEqual(
    new Set(['TransactionCanceledException']),
  );
  expect((await shop.get('stock'))?.['available']).toEqual(number(0));
  expect(names.filter((name) => name === 'INSERT')).toHaveLength(75);
  expect(names.filter((name) => name === 'MODIFY')).toHaveLength(75);
});

test('transfers in both directions at once neither block each other nor are ever seen half done', async () => {
  await shop.put({ pk: text('left'), balance: number(1000) });
  await shop.put({ pk: text('right'), balance: number(1000) });
  const sums: number[] = [];
  const look = async () => {
    const keys = ['left', 'right'].map((pk) => ({ Get: { TableName: 'Shop', Key: { pk: text(pk) } } }));
    const { Responses = [] } = await shop.client.send(new TransactGetItemsCommand({ TransactItems: keys }));
    sums.push(Responses.reduce((sum, { Item }) => sum + Number(Item?.['balance']?.N), 0));
  };

  await Promise.all(
    Array.from({ length: 100 }, (_, turn) => [
      turn % 2 ? transact(move('left', -3), move('right', 3)) : transact(move('right', -5), move('left', 5)),
      look(),
    ]).flat(),
  );

  expect(sums).toHaveLength(100);
  expect(new Set(sums)).toEqual(new Set([2000]));
  expect((await shop.get('left'))?.['balance']).toEqual(number(1000 - 150 + 250));
});

test('a member that fails leaves nothing of the others, and every member has its reason', async () => {
  await shop.put({ pk: text('taken'), owner: text('ann') });
  const failing = create('taken');

  const error = await transact(create('free'), {
    Put: { ...failing.Put!, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' },
  })
    .then(() => undefined)
    .catch((thrown: unknown) => thrown as { CancellationReasons: unknown; message: string });

  expect(error?.CancellationReasons).toEqual([
    { Code: 'None' },
    {
      Code: 'ConditionalCheckFailed',
      Message: 'The conditional request failed',
      Item: { pk: text('taken'), owner: text('ann') },
    },
  ]);
  expect(error?.message).toContain('[None, ConditionalCheckFailed]');
  expect(await shop.get('free')).toBeUndefined();
});

test('a condition check guards the others without writing', async () => {
  await shop.put({ pk: text('shop'), opened: { BOOL: true } });
  const isOpen: TransactWriteItem = {
    ConditionCheck: {
      TableName: 'Shop',
      Key: { pk: text('shop') },
      ConditionExpression: 'opened = :yes',
      ExpressionAttributeValues: { ':yes': { BOOL: true } },
    },
  };
  const changed: string[] = [];
  shop.engine.onChange('Shop', ({ dynamodb }) => changed.push(dynamodb.Keys['pk']?.S ?? ''));

  await transact(isOpen, create('order'));
  await shop.put({ pk: text('shop'), opened: { BOOL: false } });
  const second = transact(isOpen, create('another'));

  await expect(second).rejects.toThrow('[ConditionalCheckFailed, None]');
  expect(changed).toEqual(['order', 'shop']);
});

test('an update that creates an item starts from its key', async () => {
  const add: TransactWriteItem = {
    Update: {
      TableName: 'Shop',
      Key: { pk: text('counter') },
      UpdateExpression: 'ADD seen :one',
      ExpressionAttributeValues: { ':one': number(1) },
    },
  };

  await transact(add);
  await transact(add);

  expect(await shop.get('counter')).toEqual({ pk: text('counter'), seen: number(2) });
});
