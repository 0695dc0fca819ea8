import {
  PutItemCommand,
  ScanCommand,
  UpdateItemCommand,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb';
import { type Endpoint, errorOf, number, openEndpoint, text } from './endpoint';

let shop: Endpoint;
beforeAll(async () => {
  shop = await openEndpoint();
  await shop.put({
    pk: text('order'),
    status: text('held'),
    version: number(3),
    basket: { L: [{ M: { sku: text('tea'), quantity: number(2) } }] },
    tags: { SS: ['b', 'a'] },
    address: { M: { city: text('Köln'), street: text('Ring') } },
  });
});
afterAll(() => shop.close());

const holds = async (ConditionExpression: string, values?: Record<string, AttributeValue>) =>
  shop.client
    .send(
      new UpdateItemCommand({
        TableName: 'Shop',
        Key: { pk: text('order') },
        ConditionExpression,
        ExpressionAttributeNames: ConditionExpression.includes('#status')
          ? { '#status': 'status' }
          : undefined,
        ExpressionAttributeValues: values,
      }),
    )
    .then(() => true)
    .catch((error: unknown) => {
      if ((error as Error).name === 'ConditionalCheckFailedException') return false;
      throw error;
    });

const line = (quantity: number): AttributeValue => ({
  L: [{ M: { quantity: number(quantity), sku: text('tea') } }],
});

test.each<[string, Record<string, AttributeValue> | undefined, boolean]>([
  ['basket = :v', { ':v': line(2) }, true],
  ['basket = :v', { ':v': line(3) }, false],
  ['basket <> :v', { ':v': line(3) }, true],
  ['basket IN (:u, :v)', { ':u': line(1), ':v': line(2) }, true],
  ['address = :v', { ':v': { M: { street: text('Ring'), city: text('Köln') } } }, true],
  ['contains(basket, :v)', { ':v': { M: { sku: text('tea'), quantity: number(2) } } }, true],
  ['tags = :v', { ':v': { SS: ['a', 'b'] } }, true],
  ['nowhere = :v', { ':v': text('x') }, false],
  ['nowhere <> :v', { ':v': text('x') }, true],
  ['nowhere = absent', undefined, false],
  ['NOT nowhere = :v', { ':v': text('x') }, true],
  ['size(address.city) = :v', { ':v': number(5) }, true],
  ['version BETWEEN :low AND :high', { ':low': number(3), ':high': number(10) }, true],
  ['attribute_type(basket, :v)', { ':v': text('L') }, true],
  ['version = :v OR #status = :held', { ':v': number(9), ':held': text('held') }, true],
  ['version > :v AND attribute_exists(basket[0].sku)', { ':v': number(2) }, true],
])('%s with %j is %s', async (condition, values, wanted) => {
  expect(await holds(condition, values)).toBe(wanted);
});

test('a remembered expression is decided by the values of each request', async () => {
  const answers: boolean[] = [];

  for (const version of [3, 4, 3, 2]) answers.push(await holds('version = :v', { ':v': number(version) }));
  const withText = await holds('version = :v', { ':v': text('3') });

  expect(answers).toEqual([true, false, true, false]);
  expect(withText).toBe(false);
});

test('bounds in the wrong order are refused, also after the expression was seen with right ones', async () => {
  const between = (low: number, high: number) =>
    holds('version BETWEEN :low AND :high', { ':low': number(low), ':high': number(high) });

  await between(1, 2);

  await expect(between(2, 1)).rejects.toThrow('upper bound to be greater than or equal to lower bound');
});

test('a value that is no number is refused, also where the expression was seen before', async () => {
  await holds('version = :v', { ':v': number(1) });

  await expect(holds('version = :v', { ':v': { N: 'three' } })).rejects.toThrow(
    'cannot be converted to a numeric',
  );
});

test('a failed write shows the item as it is, when asked to', async () => {
  const write = (ReturnValuesOnConditionCheckFailure?: 'ALL_OLD') =>
    errorOf(
      shop.client.send(
        new PutItemCommand({
          TableName: 'Shop',
          Item: { pk: text('order') },
          ConditionExpression: 'attribute_not_exists(pk)',
          ReturnValuesOnConditionCheckFailure,
        }),
      ),
    );

  const [asked, plain] = [await write('ALL_OLD'), await write()];

  expect(asked.name).toBe('ConditionalCheckFailedException');
  expect(asked['Item']).toMatchObject({ pk: text('order'), version: number(3) });
  expect(plain['Item']).toBeUndefined();
});

test('a legacy filter with OR passes items that meet its second condition only', async () => {
  const { Count } = await shop.client.send(
    new ScanCommand({
      TableName: 'Shop',
      ConditionalOperator: 'OR',
      ScanFilter: {
        version: { ComparisonOperator: 'EQ', AttributeValueList: [number(9)] },
        basket: { ComparisonOperator: 'NOT_NULL' },
      },
    }),
  );

  expect(Count).toBe(1);
});
