import { type Engine, openEngine } from '../../local/dynamodb/engine';
import { indexedShop, text } from './endpoint';

let engine: Engine;
beforeEach(async () => {
  engine = await openEngine();
  await engine.call('CreateTable', indexedShop);
});
afterEach(() => engine.close());

const put = (item: object) => engine.call('PutItem', { TableName: 'Shop', Item: { pk: text('a'), ...item } });
const rowsOf = async (kind: string): Promise<unknown> =>
  (
    (
      await engine.call('Query', {
        TableName: 'Shop',
        IndexName: 'byKind',
        KeyConditionExpression: 'kind = :kind',
        ExpressionAttributeValues: { ':kind': text(kind) },
      })
    ).body as { Items: unknown }
  ).Items;

test('an item whose index key changes leaves its old place in the index', async () => {
  await put({ kind: text('book') });
  await put({ kind: text('film') });

  expect(await rowsOf('book')).toEqual([]);
  expect(await rowsOf('film')).toHaveLength(1);
});

test('an item whose index key stays is in the index once', async () => {
  await put({ kind: text('book') });
  await put({ kind: text('book'), title: text('Emma') });

  expect(await rowsOf('book')).toEqual([{ pk: text('a'), kind: text('book') }]);
});

test('an item that loses its index key, or that is deleted, is in the index no more', async () => {
  await put({ kind: text('book') });
  await put({});
  const afterLoss = await rowsOf('book');
  await put({ kind: text('book') });
  await engine.call('DeleteItem', { TableName: 'Shop', Key: { pk: text('a') } });

  expect([afterLoss, await rowsOf('book')]).toEqual([[], []]);
});
