import {
  type CreateTableCommandInput,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { type Image, text } from './endpoint';
import { TableName, byKey, old, openStaleShop, young } from './stale-shop';

let shop: Awaited<ReturnType<typeof openStaleShop>>;
beforeEach(async () => (shop = await openStaleShop()));
afterEach(() => shop.close());

test('a stale answer shows what was asked for, and no more', async () => {
  await shop.put(old);
  await shop.put(young);
  const projection = { ProjectionExpression: '#kind', ExpressionAttributeNames: { '#kind': 'kind' } };

  expect(await shop.get('a', projection)).toEqual({ kind: text('old') });
  expect(await shop.batchGet(['a'], projection)).toEqual([{ kind: text('old') }]);
  expect((await shop.send(new ScanCommand({ TableName, ...projection }))).Items).toEqual([
    { kind: text('old') },
  ]);
  expect(
    (await shop.send(new QueryCommand({ ...byKey, AttributesToGet: undefined, ...projection }))).Items,
  ).toEqual([{ kind: text('old') }]);
});

test('a filter is held against the item that a stale page shows', async () => {
  await shop.put(old);
  await shop.put(young);
  const filtered = (kind: string) =>
    shop.send(
      new ScanCommand({
        TableName,
        FilterExpression: 'kind = :kind',
        ExpressionAttributeValues: { ':kind': text(kind) },
      }),
    );

  expect((await filtered('young')).Items).toEqual([]);
});

test('a global index is not touched: it has a delay of its own', async () => {
  await shop.put(old);
  await shop.put(young);

  const { Items } = await shop.send(
    new QueryCommand({
      TableName,
      IndexName: 'byKind',
      KeyConditionExpression: 'kind = :kind',
      ExpressionAttributeValues: { ':kind': text('young') },
    }),
  );

  expect(Items).toEqual([{ pk: text('a'), kind: text('young') }]);
});

const sortedShop: CreateTableCommandInput = {
  TableName: 'Sorted',
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  AttributeDefinitions: ['pk', 'sk', 'at'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
  LocalSecondaryIndexes: [
    {
      IndexName: 'byTime',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'at', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
};

test('a local index is as stale as its table: what is new or moved in it is missing, the rest shows what it projects', async () => {
  await shop.behind.engine.call('CreateTable', sortedShop);
  const row = (sk: string, at: string, note: string): Image => ({
    pk: text('a'),
    sk: text(sk),
    at: text(at),
    note: text(note),
  });
  const query = { ...byKey, TableName: 'Sorted', IndexName: 'byTime' };
  for (const Item of [
    row('changed', '1', 'old'),
    row('changed', '1', 'young'),
    row('moved', '1', 'old'),
    row('moved', '2', 'old'),
    row('new', '3', 'young'),
  ])
    await shop.send(new PutItemCommand({ TableName: 'Sorted', Item }));

  const stale = await shop.send(new QueryCommand(query));
  const whole = await shop.send(new QueryCommand({ ...query, Select: 'ALL_ATTRIBUTES' }));
  const consistent = await shop.send(new QueryCommand({ ...query, ConsistentRead: true }));

  expect(stale.Items).toEqual([{ pk: text('a'), sk: text('changed'), at: text('1') }]);
  expect(whole.Items).toEqual([row('changed', '1', 'old')]);
  expect(consistent.Count).toBe(3);
});
