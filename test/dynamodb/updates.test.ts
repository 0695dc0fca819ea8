import {
  UpdateItemCommand,
  type AttributeValue,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { addNumbers, subtractNumbers } from '../../local/dynamodb/number';
import { type Endpoint, number, openEndpoint, text } from './endpoint';

let shop: Endpoint;
beforeEach(async () => (shop = await openEndpoint()));
afterEach(() => shop.close());

const update = async (
  UpdateExpression: string,
  values?: Record<string, AttributeValue>,
  more: Partial<UpdateItemCommandInput> = {},
) =>
  (
    await shop.client.send(
      new UpdateItemCommand({
        TableName: 'Shop',
        Key: { pk: text('item') },
        UpdateExpression,
        ExpressionAttributeValues: values,
        ReturnValues: 'ALL_NEW',
        ...more,
      }),
    )
  ).Attributes;
const letters = (...list: string[]): AttributeValue => ({ L: list.map(text) });

test('every value is worked out from the item as it was', async () => {
  await shop.put({ pk: text('item'), a: number(1), b: number(2) });

  const after = await update('SET a = b, b = a ADD c :one', { ':one': number(1) });

  expect(after).toEqual({ pk: text('item'), a: number(2), b: number(1), c: number(1) });
});

test('a copied attribute is not the original: adding to one leaves the other', async () => {
  await shop.put({ pk: text('item'), due: number(5) });

  const after = await update('SET earlier = due ADD due :one', { ':one': number(1) });

  expect(after).toMatchObject({ earlier: number(5), due: number(6) });
});

test('places in a list count as they were before the update', async () => {
  await shop.put({ pk: text('item'), marks: letters('a', 'b', 'c', 'd') });

  const after = await update('REMOVE marks[0], marks[2] SET marks[1] = :x, marks[9] = :y', {
    ':x': text('B'),
    ':y': text('e'),
  });

  expect(after?.['marks']).toEqual(letters('B', 'd', 'e'));
});

test('lists are appended and created, sets joined and emptied', async () => {
  await shop.put({ pk: text('item'), tags: { SS: ['a', 'b'] } });

  const after = await update(
    'SET marks = list_append(if_not_exists(marks, :none), :more) ADD labels :tags DELETE tags :tags',
    { ':none': { L: [] }, ':more': letters('x'), ':tags': { SS: ['b', 'a'] } },
  );

  expect(after).toEqual({
    pk: text('item'),
    marks: letters('x'),
    labels: { SS: expect.arrayContaining(['a', 'b']) as unknown },
  });
});

test.each([
  ['SET a.b = :v', 'document path provided in the update expression is invalid'],
  ['SET a = nowhere + :v', 'refers to an attribute that does not exist'],
  ['SET a = name + :v', 'incorrect data type'],
  ['ADD name :v', 'incorrect data type'],
])('%s is refused and changes nothing', async (expression, wanted) => {
  await shop.put({ pk: text('item'), name: text('tea') });
  const named = expression.replace('name', '#name');
  const more = named === expression ? {} : { ExpressionAttributeNames: { '#name': 'name' } };

  await expect(update(named, { ':v': number(1) }, more)).rejects.toThrow(wanted);
  expect(await shop.get('item')).toEqual({ pk: text('item'), name: text('tea') });
});

test.each([
  ['0.1', '0.2', '0.3'],
  ['-5', '5', '0'],
  ['99999999999999999999999999999999999999', '-1', '99999999999999999999999999999999999998'],
  ['1.50', '0.5', '2'],
  ['-0.25', '0.125', '-0.125'],
])('%s + %s = %s, exactly', (a, b, sum) => {
  expect(addNumbers(a, b)).toBe(sum);
  expect(subtractNumbers(sum, b)).toBe(addNumbers(a, '0'));
});

test('a number of more than 38 digits is refused', async () => {
  await shop.put({ pk: text('item'), n: { N: '9'.repeat(38) } });

  await expect(update('ADD n :v', { ':v': { N: '0.1' } })).rejects.toThrow('38 significant digits');
});

test('what leaves an item as it was is no change: no record', async () => {
  await shop.put({ pk: text('item'), a: number(1) });
  const records: unknown[] = [];
  shop.engine.onChange('Shop', (record) => records.push(record));

  await update('SET a = :v', { ':v': number(1) });
  await update('SET a = :v', { ':v': number(2) });

  expect(records).toHaveLength(1);
});

test('an image that a listener was given does not change with the item', async () => {
  const images: unknown[] = [];
  shop.engine.onChange('Shop', ({ dynamodb }) => images.push(dynamodb.NewImage));
  await shop.put({ pk: text('item'), map: { M: { count: number(1) } } });

  await update(
    'SET #map.#count = :v',
    { ':v': number(2) },
    { ExpressionAttributeNames: { '#map': 'map', '#count': 'count' } },
  );

  expect(images[0]).toEqual({ pk: text('item'), map: { M: { count: number(1) } } });
});
