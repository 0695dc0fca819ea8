import {
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  type CreateTableCommandInput,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { type Endpoint, type Image, number, openEndpoint, text } from './endpoint';

/** Orders by customer, newest by a local index, all in one partition of a global index that has no sort key. */
const orders: CreateTableCommandInput = {
  TableName: 'Orders',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: ['customer', 'order', 'createdAt', 'all'].map((AttributeName) => ({
    AttributeName,
    AttributeType: 'S',
  })),
  KeySchema: [
    { AttributeName: 'customer', KeyType: 'HASH' },
    { AttributeName: 'order', KeyType: 'RANGE' },
  ],
  LocalSecondaryIndexes: [
    {
      IndexName: 'newest',
      KeySchema: [
        { AttributeName: 'customer', KeyType: 'HASH' },
        { AttributeName: 'createdAt', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'everything',
      KeySchema: [{ AttributeName: 'all', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
};

let shop: Endpoint;
beforeAll(async () => (shop = await openEndpoint(orders)));
afterAll(() => shop.close());

const put = (Item: Image) => shop.engine.call('PutItem', { TableName: 'Orders', Item });
const order = (customer: string, at: number, more: Image = {}): Image => ({
  customer: text(customer),
  order: text(`o-${String(at).padStart(5, '0')}`),
  createdAt: text(`2026-01-01T00:00:${String(at % 60).padStart(2, '0')}`),
  ...more,
});

/** Every page of a query, until there is none after it. */
async function pagesOf(query: Omit<QueryCommandInput, 'TableName'>): Promise<Image[][]> {
  const pages: Image[][] = [];
  let ExclusiveStartKey: Image | undefined;
  do {
    const page = await shop.client.send(
      new QueryCommand({ TableName: 'Orders', ...query, ExclusiveStartKey }),
    );
    pages.push(page.Items ?? []);
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return pages;
}

const ofCustomer = (name: string) => ({
  KeyConditionExpression: 'customer = :c',
  ExpressionAttributeValues: { ':c': text(name) },
});

test('the newest come first through a local index, consistently, page after page', async () => {
  for (let at = 0; at < 10; at += 1) await put(order('ann', at));

  const pages = await pagesOf({
    ...ofCustomer('ann'),
    IndexName: 'newest',
    ConsistentRead: true,
    ScanIndexForward: false,
    Limit: 4,
  });

  expect(pages.map(({ length }) => length)).toEqual([4, 4, 2]);
  expect(pages.flat().map((item) => item['order']?.S)).toEqual(
    Array.from({ length: 10 }, (_, at) => `o-0000${9 - at}`),
  );
});

test('orders of the same second all have their row in the index', async () => {
  for (let at = 0; at < 5; at += 1) await put(order('bob', at * 60));

  const pages = await pagesOf({ ...ofCustomer('bob'), IndexName: 'newest', Limit: 1 });

  expect(new Set(pages.flat().map((item) => item['order']?.S)).size).toBe(5);
});

test('6,000 rows of one index partition are 6,000 rows', async () => {
  // dynalite names a row by six hexadecimal digits: of 6,000 about one pair would share a place
  for (let at = 0; at < 6000; at += 1) await put(order(`customer-${at}`, at, { all: text('orders') }));

  const pages = await pagesOf({
    IndexName: 'everything',
    KeyConditionExpression: '#all = :all',
    ExpressionAttributeNames: { '#all': 'all' },
    ExpressionAttributeValues: { ':all': text('orders') },
    Limit: 1000,
  });

  expect(new Set(pages.flat().map((item) => item['customer']?.S)).size).toBe(6000);
});

test('a page ends before 1 MB, and the next goes on after it', async () => {
  for (let at = 0; at < 4; at += 1) await put(order('large', at, { payload: text('x'.repeat(390_000)) }));

  const pages = await pagesOf(ofCustomer('large'));

  expect(pages.map(({ length }) => length)).toEqual([2, 2]);
});

test('a global index that does not project an attribute cannot show it; a local one fetches it', async () => {
  await put(order('eve', 1, { total: number(5), all: text('one') }));
  const asked = { ProjectionExpression: '#total', ExpressionAttributeNames: { '#total': 'total' } };

  const local = await pagesOf({ ...ofCustomer('eve'), ...asked, IndexName: 'newest' });
  const global = pagesOf({
    IndexName: 'everything',
    KeyConditionExpression: '#all = :all',
    ProjectionExpression: '#total',
    ExpressionAttributeNames: { '#all': 'all', '#total': 'total' },
    ExpressionAttributeValues: { ':all': text('one') },
  });

  expect(local).toEqual([[{ total: number(5) }]]);
  await expect(global).rejects.toThrow('does not project [total]');
});

test('the segments of a parallel scan are all rows, each once', async () => {
  const segments = await Promise.all(
    [0, 1, 2].map((Segment) =>
      shop.client.send(
        new ScanCommand({
          TableName: 'Orders',
          Segment,
          TotalSegments: 3,
          ProjectionExpression: 'customer',
          FilterExpression: 'begins_with(customer, :c)',
          ExpressionAttributeValues: { ':c': text('customer-') },
        }),
      ),
    ),
  );

  const seen = segments.flatMap(({ Items = [] }) => Items.map((item) => item['customer']?.S));
  expect(seen.length).toBe(new Set(seen).size);
  expect(segments.every(({ Count = 0 }) => Count > 0)).toBe(true);
});

test('a key condition written the other way round means the same each time', async () => {
  await shop.client.send(new PutItemCommand({ TableName: 'Orders', Item: order('zoe', 7) }));
  const turned = {
    KeyConditionExpression: ':c = customer',
    ExpressionAttributeValues: { ':c': text('zoe') },
  };

  const [first, second] = [await pagesOf(turned), await pagesOf(turned)];

  expect([first.flat().length, second.flat().length]).toEqual([1, 1]);
});
