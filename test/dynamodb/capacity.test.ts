import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { itemSize } from '../../local/dynamodb/size';
import { type Endpoint, type Image, indexedShop, number, openEndpoint, text } from './endpoint';

let shop: Endpoint;
beforeEach(async () => (shop = await openEndpoint(indexedShop)));
afterEach(() => shop.close());

const asked = { TableName: 'Shop', ReturnConsumedCapacity: 'INDEXES' } as const;
const put = async (Item: Image) =>
  (await shop.client.send(new PutItemCommand({ ...asked, Item }))).ConsumedCapacity;
const set = async (name: string, value: Image[string]) =>
  (
    await shop.client.send(
      new UpdateItemCommand({
        ...asked,
        Key: { pk: text('a') },
        UpdateExpression: 'SET #name = :value',
        ExpressionAttributeNames: { '#name': name },
        ExpressionAttributeValues: { ':value': value },
      }),
    )
  ).ConsumedCapacity?.CapacityUnits;

test('a put with one index row is 2 units, 3 in a transaction', async () => {
  const Item = { pk: text('a'), kind: text('book') };

  const single = await put(Item);
  const { ConsumedCapacity } = await shop.client.send(
    new TransactWriteItemsCommand({
      ReturnConsumedCapacity: 'TOTAL',
      TransactItems: [{ Put: { TableName: 'Shop', Item: { ...Item, pk: text('b') } } }],
    }),
  );

  expect(single).toEqual({
    TableName: 'Shop',
    CapacityUnits: 2,
    Table: { CapacityUnits: 1 },
    GlobalSecondaryIndexes: { byKind: { CapacityUnits: 1 } },
  });
  expect(ConsumedCapacity).toEqual([{ TableName: 'Shop', CapacityUnits: 3, WriteCapacityUnits: 3 }]);
});

test('an update costs the index only when its row changes: nothing, one row, or two', async () => {
  await put({ pk: text('a'), kind: text('book') });

  const unprojected = await set('price', number(5));
  const moved = await set('kind', text('film'));
  const { ConsumedCapacity: deleted } = await shop.client.send(
    new DeleteItemCommand({ ...asked, Key: { pk: text('a') } }),
  );

  expect([unprojected, moved, deleted?.CapacityUnits]).toEqual([1, 3, 2]);
});

test('an item without the key of an index has no row there and costs none', async () => {
  expect((await put({ pk: text('sparse') }))?.CapacityUnits).toBe(1);
});

test('a write costs a unit for each started kilobyte of the larger image', async () => {
  const large = await put({ pk: text('a'), payload: text('x'.repeat(2000)) });
  const shrunk = await put({ pk: text('a') });

  expect([large?.CapacityUnits, shrunk?.CapacityUnits]).toEqual([2, 2]);
});

test('a read costs a unit for each started 4 kilobytes, half when it may be stale', async () => {
  await put({ pk: text('a'), payload: text('x'.repeat(5000)), kind: text('book') });
  const get = async (ConsistentRead: boolean) =>
    (await shop.client.send(new GetItemCommand({ ...asked, Key: { pk: text('a') }, ConsistentRead })))
      .ConsumedCapacity;

  const { ConsumedCapacity: page } = await shop.client.send(
    new QueryCommand({
      ...asked,
      IndexName: 'byKind',
      KeyConditionExpression: 'kind = :kind',
      ExpressionAttributeValues: { ':kind': text('book') },
    }),
  );

  expect([(await get(true))?.CapacityUnits, (await get(false))?.CapacityUnits]).toEqual([2, 1]);
  expect(page).toMatchObject({
    CapacityUnits: 0.5,
    GlobalSecondaryIndexes: { byKind: { CapacityUnits: 0.5 } },
  });
});

test.each([
  [{ name: { S: 'tea' } }, 7],
  [{ name: { S: 'Köln' } }, 9],
  [{ n: { N: '1234567' } }, 6],
  [{ l: { L: [{ S: 'a' }, { BOOL: true }] } }, 1 + 3 + 2 + 2],
  [{ m: { M: { a: { S: 'b' } } } }, 1 + 3 + 1 + 2],
])('the size of %j is %i bytes', (item, bytes) => {
  expect(itemSize(item)).toBe(bytes);
});
