import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { makeTokens } from '../../local/dynamodb/tokens';
import { type Endpoint, number, openEndpoint, text } from './endpoint';

let shop: Endpoint;
beforeEach(async () => (shop = await openEndpoint()));
afterEach(() => shop.close());

const addTo = (pk: string, amount: number, ClientRequestToken: string) =>
  shop.client.send(
    new TransactWriteItemsCommand({
      ClientRequestToken,
      ReturnConsumedCapacity: 'TOTAL',
      TransactItems: [
        {
          Update: {
            TableName: 'Shop',
            Key: { pk: text(pk) },
            UpdateExpression: 'ADD amount :amount',
            ConditionExpression: 'attribute_not_exists(closed)',
            ExpressionAttributeValues: { ':amount': number(amount) },
          },
        },
      ],
    }),
  );

test('the same transaction with the same token, 20 at once, happens once', async () => {
  await Promise.all(Array.from({ length: 20 }, () => addTo('account', 7, 'once')));

  expect((await shop.get('account'))?.['amount']).toEqual(number(7));
});

test('a replay consumes reads where the first consumed writes', async () => {
  const first = await addTo('account', 1, 'metered');
  const second = await addTo('account', 1, 'metered');

  expect(first.ConsumedCapacity).toEqual([{ TableName: 'Shop', CapacityUnits: 2, WriteCapacityUnits: 2 }]);
  expect(second.ConsumedCapacity).toEqual([{ TableName: 'Shop', CapacityUnits: 2, ReadCapacityUnits: 2 }]);
});

test('the same token with other parameters is a mismatch', async () => {
  await addTo('account', 7, 'mine');

  await expect(addTo('account', 8, 'mine')).rejects.toMatchObject({
    name: 'IdempotentParameterMismatchException',
  });
  expect((await shop.get('account'))?.['amount']).toEqual(number(7));
});

test('a transaction that failed leaves no token: its retry is decided anew', async () => {
  await shop.put({ pk: text('account'), closed: { BOOL: true } });
  await expect(addTo('account', 7, 'again')).rejects.toMatchObject({ name: 'TransactionCanceledException' });
  await shop.put({ pk: text('account') });

  await addTo('account', 7, 'again');

  expect((await shop.get('account'))?.['amount']).toEqual(number(7));
});

test('a token is remembered for ten minutes and not longer', () => {
  let time = 0;
  const tokens = makeTokens(() => time);
  tokens.remember('token', { a: 1 });

  time = 599_999;
  const before = tokens.isReplay('token', { a: 1 });
  time = 600_001;
  const after = tokens.isReplay('token', { a: 2 });

  expect([before, after]).toEqual([true, false]);
});

test('members in another order are the same parameters', () => {
  const tokens = makeTokens();
  tokens.remember('token', [{ Put: { TableName: 'Shop', Item: { a: 1, b: [1, 2] } } }]);

  expect(tokens.isReplay('token', [{ Put: { Item: { b: [1, 2], a: 1 }, TableName: 'Shop' } }])).toBe(true);
  expect(() =>
    tokens.isReplay('token', [{ Put: { Item: { b: [2, 1], a: 1 }, TableName: 'Shop' } }]),
  ).toThrow();
});
