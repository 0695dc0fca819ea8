import dynaliteQuery from 'dynalite/actions/query';
import * as db from 'dynalite/db';
import * as conditionParser from 'dynalite/db/conditionParser';
import { version } from 'dynalite/package.json';
import dynalite from 'dynalite/validations';
import * as putItem from 'dynalite/validations/putItem';
import '../../local/dynamodb/expressions';

/** What the engine takes from the inside of dynalite, which promises none of it: each change of version is a change of these. */

const table = {
  TableName: 'Shop',
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
};

test('the seams were looked at in dynalite 4.0.0', () => {
  expect(version).toBe('4.0.0');
});

test('keys sort as DynamoDB sorts them: numbers by value, text by its bytes', () => {
  const numbers = {
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: [...table.AttributeDefinitions, { AttributeName: 'sk', AttributeType: 'N' }],
  };
  const values = ['-1e10', '-3', '-0.5', '0', '0.25', '2', '10', '1e20'];

  const keys = values.map((sk) => db.createKey({ pk: { S: 'a' }, sk: { N: sk } }, numbers));

  expect([...keys].sort()).toEqual(keys);
});

test('a parsed condition has the shape that the engine decides', () => {
  const value = { S: 'held' };
  const context = { attrVals: { ':v': value }, isReserved: () => false, compare: db.compare };

  const parsed = conditionParser.parse('state = :v AND attribute_exists(lines[0].sku)', { context });

  expect(parsed).toMatchObject({
    expression: {
      type: 'and',
      args: [
        { type: '=', args: [['state'], value] },
        { type: 'function', name: 'attribute_exists', args: [['lines', 0, 'sku']] },
      ],
    },
  });
});

test('the checks of an operation parse by the exported name, so that remembering can stand there', () => {
  const seen: object[] = [];
  const remembering = dynalite.validateExpressions;
  dynalite.validateExpressions = (data) => {
    seen.push(data);
    return remembering(data);
  };

  const request = {
    TableName: 'Shop',
    Item: { pk: { S: 'a' } },
    ConditionExpression: 'attribute_exists(pk)',
  };
  putItem.custom?.(request as never, { options: { maxItemSize: 1 << 20 } } as never);
  dynalite.validateExpressions = remembering;

  expect(seen).toEqual([request]);
  expect(request).toHaveProperty('_condition.expression.name', 'attribute_exists');
});

test('a query says its range of keys to the store before it reads anything', () => {
  const ranges: unknown[] = [];
  const stopped = new Error('enough');
  const rows = {
    createValueStream: (range: unknown) => {
      ranges.push(range);
      throw stopped;
    },
  };
  const store = {
    getTable: (_name: string, answer: (error: null, found: object) => void) => answer(null, table),
    getItemDb: () => rows,
    getIndexDb: () => rows,
  };
  const request = {
    TableName: 'Shop',
    KeyConditions: { pk: { ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'a' }] } },
  };

  expect(() => dynaliteQuery(store, request, () => undefined)).toThrow(stopped);
  expect(ranges).toEqual([
    expect.objectContaining({ gte: expect.any(String) as unknown, lt: expect.any(String) as unknown }),
  ]);
});

test('a request is refused with an error that is already an answer', () => {
  const check = () => dynalite.checkTypes({ TableName: 7 }, putItem.types);

  expect(check).toThrow(
    expect.objectContaining({
      statusCode: 400,
      body: expect.objectContaining({ __type: expect.any(String) as unknown }) as unknown,
    }) as Error,
  );
});
