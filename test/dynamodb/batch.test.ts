import { BatchGetItemCommand, BatchWriteItemCommand, type WriteRequest } from '@aws-sdk/client-dynamodb';
import { type Endpoint, errorOf, indexedShop, number, openEndpoint, text } from './endpoint';

let shop: Endpoint;
beforeEach(async () => (shop = await openEndpoint(indexedShop)));
afterEach(() => shop.close());

const put = (pk: string, more: object = {}): WriteRequest => ({
  PutRequest: { Item: { pk: text(pk), ...more } },
});
const remove = (pk: string): WriteRequest => ({ DeleteRequest: { Key: { pk: text(pk) } } });
const write = (...requests: WriteRequest[]) =>
  shop.client.send(
    new BatchWriteItemCommand({ RequestItems: { Shop: requests }, ReturnConsumedCapacity: 'TOTAL' }),
  );

test('puts and deletes of one batch, metered together, index rows included', async () => {
  await shop.put({ pk: text('old') });

  const { ConsumedCapacity, UnprocessedItems } = await write(
    put('new', { kind: text('book') }),
    remove('old'),
  );

  expect(ConsumedCapacity).toEqual([{ TableName: 'Shop', CapacityUnits: 3 }]);
  expect(UnprocessedItems).toEqual({});
  expect(await shop.get('new')).toBeDefined();
  expect(await shop.get('old')).toBeUndefined();
});

test.each([
  ['the same key twice', [put('good'), put('same'), remove('same')], 'contains duplicates'],
  [
    'an item without its key',
    [put('good'), { PutRequest: { Item: { name: text('x') } } }],
    'does not match the schema',
  ],
  [
    'an index key of the wrong type',
    [put('good'), put('bad', { kind: number(1) })],
    'Type mismatch for Index Key',
  ],
  ['26 requests', Array.from({ length: 26 }, (_, at) => put(`item-${at}`)), 'less than or equal to 25'],
])('a batch with %s is refused whole', async (_, requests, wanted) => {
  const error = await errorOf(write(...requests));

  expect(error.name).toBe('ValidationException');
  expect(error.message).toContain(wanted);
  expect(await shop.get('good')).toBeUndefined();
  expect(await shop.get('item-0')).toBeUndefined();
});

test('an answer of more than 16 MB leaves the rest to be asked for again', async () => {
  const pks = Array.from({ length: 44 }, (_, at) => `large-${at}`);
  for (const pk of pks) await shop.put({ pk: text(pk), payload: text('x'.repeat(399_000)) });
  const Keys = pks.map((pk) => ({ pk: text(pk) }));

  const first = await shop.client.send(new BatchGetItemCommand({ RequestItems: { Shop: { Keys } } }));
  const rest = await shop.client.send(new BatchGetItemCommand({ RequestItems: first.UnprocessedKeys }));

  const got = [...(first.Responses?.['Shop'] ?? []), ...(rest.Responses?.['Shop'] ?? [])];
  expect(first.UnprocessedKeys?.['Shop']?.Keys?.length).toBeGreaterThan(0);
  expect(new Set(got.map(({ pk }) => pk?.S))).toEqual(new Set(pks));
});

test('the same key twice in one batch of reads is refused', async () => {
  const Keys = [{ pk: text('a') }, { pk: text('a') }];

  await expect(
    shop.client.send(new BatchGetItemCommand({ RequestItems: { Shop: { Keys } } })),
  ).rejects.toThrow('contains duplicates');
});
