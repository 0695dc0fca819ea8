import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { errorOf, indexedShop, text } from './endpoint';
import { TableName, byKey, item, old, openStaleShop, young } from './stale-shop';

let shop: Awaited<ReturnType<typeof openStaleShop>>;
beforeEach(async () => (shop = await openStaleShop()));
afterEach(() => shop.close());

/** Each way to write the item `a`, as it goes over the wire. */
const writes: Readonly<Record<string, () => Promise<unknown>>> = {
  PutItem: () => shop.put(young),
  UpdateItem: () =>
    shop.send(
      new UpdateItemCommand({
        TableName,
        Key: { pk: text('a') },
        UpdateExpression: 'SET kind = :kind, note = :note',
        ExpressionAttributeValues: { ':kind': text('young'), ':note': text('of young') },
      }),
    ),
  DeleteItem: () => shop.send(new DeleteItemCommand({ TableName, Key: { pk: text('a') } })),
  'BatchWriteItem that puts': () =>
    shop.send(new BatchWriteItemCommand({ RequestItems: { Shop: [{ PutRequest: { Item: young } }] } })),
  'BatchWriteItem that deletes': () =>
    shop.send(
      new BatchWriteItemCommand({ RequestItems: { Shop: [{ DeleteRequest: { Key: { pk: text('a') } } }] } }),
    ),
  'TransactWriteItems that puts': () =>
    shop.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: { TableName, Item: young } }] })),
  'TransactWriteItems that updates': () =>
    shop.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          {
            Update: {
              TableName,
              Key: { pk: text('a') },
              UpdateExpression: 'SET kind = :kind',
              ExpressionAttributeValues: { ':kind': text('young') },
            },
          },
        ],
      }),
    ),
  'TransactWriteItems that deletes': () =>
    shop.send(
      new TransactWriteItemsCommand({ TransactItems: [{ Delete: { TableName, Key: { pk: text('a') } } }] }),
    ),
};

test.each(Object.keys(writes))(
  'after a %s an eventually consistent read still shows the item before it',
  async (name) => {
    await shop.put(old);

    await writes[name]?.();

    expect(await shop.get('a')).toEqual(old);
  },
);

describe.each(['engine', 'endpoint'] as const)('before an %s', (before) => {
  test('a new item is missing from every eventually consistent read of its table', async () => {
    await shop.front('stale-reads=1', before);
    await shop.behind.put(item('b', 'kept'));
    await shop.put(young);

    expect(await shop.get('a')).toBeUndefined();
    expect(await shop.batchGet(['a', 'b'])).toEqual([item('b', 'kept')]);
    expect(await shop.send(new QueryCommand(byKey))).toMatchObject({ Items: [], Count: 0 });
    const scan = await shop.send(new ScanCommand({ TableName }));
    expect([scan.Count, scan.Items]).toEqual([1, [item('b', 'kept')]]);
    const count = await shop.send(new ScanCommand({ TableName, Select: 'COUNT' }));
    expect([count.Count, count.Items]).toEqual([1, undefined]);
  });

  test('a changed item is as it was before its latest write, in every eventually consistent read of its table', async () => {
    await shop.front('stale-reads=1', before);
    await shop.put(item('a', 'oldest'));
    await shop.put(old);
    await shop.put(young);

    expect(await shop.get('a')).toEqual(old);
    expect(await shop.batchGet(['a'])).toEqual([old]);
    expect((await shop.send(new QueryCommand(byKey))).Items).toEqual([old]);
    expect((await shop.send(new ScanCommand({ TableName, ConsistentRead: false }))).Items).toEqual([old]);
  });

  test('a consistent read and a transaction are never stale', async () => {
    await shop.front('stale-reads=1', before);
    await shop.put(old);
    await shop.put(young);
    const consistent = { ConsistentRead: true };

    expect(await shop.get('a', consistent)).toEqual(young);
    expect(await shop.batchGet(['a'], consistent)).toEqual([young]);
    expect((await shop.send(new QueryCommand({ ...byKey, ...consistent }))).Items).toEqual([young]);
    expect((await shop.send(new ScanCommand({ TableName, ...consistent }))).Items).toEqual([young]);
    const get1 = { Get: { TableName, Key: { pk: text('a') } } };
    const together = await shop.send(new TransactGetItemsCommand({ TransactItems: [get1] }));
    expect(together.Responses).toEqual([{ Item: young }]);
  });
});

test('of the tables of one BatchGetItem those that are read consistently are not stale', async () => {
  await shop.behind.engine.call('CreateTable', { ...indexedShop, TableName: 'Other' });
  for (const image of [old, young]) {
    await shop.put(image);
    await shop.send(new PutItemCommand({ TableName: 'Other', Item: image }));
  }
  const Keys = [{ pk: text('a') }];

  const { Responses } = await shop.send(
    new BatchGetItemCommand({ RequestItems: { Shop: { Keys, ConsistentRead: true }, Other: { Keys } } }),
  );

  expect(Responses).toEqual({ Shop: [young], Other: [old] });
});

test('an item that nobody has written through the front is read as it is', async () => {
  await shop.behind.put(young);
  await shop.put(item('b', 'other'));

  expect(await shop.get('a')).toEqual(young);
});

test('a write that was refused makes nothing stale', async () => {
  await shop.behind.put(young);
  const refused = { TableName, Item: old, ConditionExpression: 'attribute_not_exists(pk)' };
  await shop.put(young);
  await shop.put(item('a', 'youngest'));

  await errorOf(shop.send(new PutItemCommand(refused)));

  expect(await shop.get('a')).toEqual(young);
});

test('a thousand written items are remembered: what was written before them is read as it is', async () => {
  const putMany = (from: number, to: number) => {
    const put = (at: number) => ({ PutRequest: { Item: item(`n${at}`, 'many') } });
    const Shop = Array.from({ length: to - from }, (_, at) => put(from + at));
    return shop.send(new BatchWriteItemCommand({ RequestItems: { Shop } }));
  };
  await shop.put(young);
  await shop.put(item('b', 'other'));
  await shop.put(young); // written again: younger than the other one
  for (let at = 0; at < 975; at += 25) await putMany(at, at + 25);
  await putMany(975, 998);
  expect(await shop.get('b')).toBeUndefined();

  await putMany(998, 999);

  expect(await shop.get('b')).toEqual(item('b', 'other'));
  expect(await shop.get('a')).toEqual(young);
  expect(await shop.get('n0')).toBeUndefined();
});

test('a share of the reads is stale, the same ones for the same seed', async () => {
  const run = async () => {
    await shop.front('stale-reads=0.25');
    await shop.put(old);
    await shop.put(young);
    const kinds: (string | undefined)[] = [];
    for (let at = 0; at < 40; at += 1) kinds.push((await shop.get('a'))?.kind?.S);
    return kinds;
  };

  const [first, second] = [await run(), await run()];

  const staleOnes = first.filter((kind) => kind === 'old').length;
  expect(second).toEqual(first);
  expect(staleOnes).toBeGreaterThan(2);
  expect(staleOnes).toBeLessThan(20);
});
