import {
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { type Endpoint, errorOf, indexedShop, number, openEndpoint, raw, text } from './endpoint';

let shop: Endpoint;
beforeAll(async () => (shop = await openEndpoint(indexedShop)));
afterAll(() => shop.close());

const put = (pk: string, more: object = {}): TransactWriteItem => ({
  Put: { TableName: 'Shop', Item: { pk: text(pk), ...more } },
});
const write = (items: TransactWriteItem[], ClientRequestToken?: string) =>
  shop.client.send(new TransactWriteItemsCommand({ TransactItems: items, ClientRequestToken }));
const read = (pks: readonly string[]) =>
  shop.client.send(
    new TransactGetItemsCommand({
      TransactItems: pks.map((pk) => ({ Get: { TableName: 'Shop', Key: { pk: text(pk) } } })),
    }),
  );
const many = (count: number): string[] => Array.from({ length: count }, (_, at) => `item-${at}`);

test.each([
  ['no members', [], /at 'transactItems' .* length greater than or equal to 1/],
  ['101 members', many(101), /at 'transactItems' .* length less than or equal to 100/],
  ['one item twice', ['a', 'a'], /cannot include multiple operations on one item/],
])('a transaction with %s is refused, writing and reading', async (_, pks, wanted) => {
  const written = await errorOf(write(pks.map((pk) => put(pk))));
  const seen = await errorOf(read(pks));

  expect([written.name, seen.name]).toEqual(['ValidationException', 'ValidationException']);
  expect(written.message).toMatch(wanted);
  expect(seen.message).toMatch(wanted);
});

test('a request without its list of members is a refusal, not a failure of the engine', async () => {
  const answers = await Promise.all(
    ['TransactWriteItems', 'TransactGetItems'].map((operation) => raw(shop.url, operation, {})),
  );

  expect(answers.map(({ status }) => status)).toEqual([400, 400]);
  expect(answers[0]?.body['message']).toContain("Value null at 'transactItems'");
});

test('more than 4 MB in one transaction is refused and nothing is written', async () => {
  const large = { payload: text('x'.repeat(390_000)) };

  const error = await errorOf(write(many(11).map((pk) => put(pk, large))));

  expect(error.name).toBe('ValidationException');
  expect(error.message).toContain('4 MB');
  expect(await shop.get('item-0')).toBeUndefined();
});

test('a token has at most 36 characters', async () => {
  const error = await errorOf(write([put('token')], 'x'.repeat(37)));

  expect(error.name).toBe('ValidationException');
  expect(error.message).toContain('clientRequestToken');
});

test('a member that does what another verb is for is refused', async () => {
  const both = { ...put('both'), Delete: { TableName: 'Shop', Key: { pk: text('other') } } };

  await expect(write([both])).rejects.toThrow('TransactItems can only contain one of');
});

test('a condition check without a condition, an update without an expression: refused', async () => {
  const check = {
    ConditionCheck: { TableName: 'Shop', Key: { pk: text('a') }, ConditionExpression: undefined },
  };
  const update = { Update: { TableName: 'Shop', Key: { pk: text('a') }, UpdateExpression: undefined } };

  await expect(write([check])).rejects.toThrow('conditionCheck.conditionExpression');
  await expect(write([update])).rejects.toThrow('update.updateExpression');
});

test.each([
  ['of the wrong type', number(1), 'Type mismatch for Index Key kind'],
  ['that is empty', text(''), 'cannot contain an empty string value'],
])("an index key %s is that member's reason, and nothing is written", async (_, kind, wanted) => {
  const error = await errorOf(write([put('good'), put('bad', { kind })]));

  expect(error.name).toBe('TransactionCanceledException');
  expect(error['CancellationReasons']).toEqual([
    { Code: 'None' },
    { Code: 'ValidationError', Message: expect.stringContaining(wanted) as unknown },
  ]);
  expect(await shop.get('good')).toBeUndefined();
});

test('an unknown value of ReturnValuesOnConditionCheckFailure is refused', async () => {
  const { status, body } = await raw(shop.url, 'TransactWriteItems', {
    TransactItems: [
      { Put: { TableName: 'Shop', Item: { pk: text('a') }, ReturnValuesOnConditionCheckFailure: 'SOME' } },
    ],
  });

  expect(status).toBe(400);
  expect(body['message']).toContain('[ALL_OLD, NONE]');
});
