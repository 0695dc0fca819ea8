import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Engine, openEngine } from '../../local/dynamodb/engine';
import { indexedShop, raw, text } from './endpoint';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'holdfast-'))));
afterEach(() => rm(folder, { recursive: true }));

const body = async <T>(engine: Engine, operation: string, request: object): Promise<T> =>
  (await engine.call(operation, request)).body as T;
const put = (engine: Engine, pk: string, kind = 'book') =>
  engine.call('PutItem', { TableName: 'Shop', Item: { pk: text(pk), kind: text(kind) } });
const query = {
  TableName: 'Shop',
  IndexName: 'byKind',
  KeyConditionExpression: 'kind = :kind',
  ExpressionAttributeValues: { ':kind': text('book') },
};

test('tables, items, index rows and settings are there after a restart', async () => {
  const first = await openEngine({ folder });
  await first.call('CreateTable', { ...indexedShop, Tags: [{ Key: 'stage', Value: 'dev' }] });
  await put(first, 'kept');
  await put(first, 'moved');
  await put(first, 'moved', 'film');
  await put(first, 'gone');
  await first.call('DeleteItem', { TableName: 'Shop', Key: { pk: text('gone') } });
  await first.close();

  const second = await openEngine({ folder });
  const { Items } = await body<{ Items: unknown[] }>(second, 'Query', query);
  const { Table } = await body<{ Table: { TableArn: string; ItemCount: number } }>(second, 'DescribeTable', {
    TableName: 'Shop',
  });
  const { Tags } = await body<{ Tags: unknown[] }>(second, 'ListTagsOfResource', {
    ResourceArn: Table.TableArn,
  });
  await second.close();

  expect(Items).toEqual([{ pk: text('kept'), kind: text('book') }]);
  expect(Table.ItemCount).toBe(2);
  expect(Tags).toEqual([{ Key: 'stage', Value: 'dev' }]);
});

test('a deleted table is not there after a restart', async () => {
  const first = await openEngine({ folder });
  await first.call('CreateTable', indexedShop);
  await put(first, 'a');
  await first.call('DeleteTable', { TableName: 'Shop' });
  await first.close();

  const second = await openEngine({ folder });
  const { TableNames } = await body<{ TableNames: string[] }>(second, 'ListTables', {});
  await second.close();

  expect(TableNames).toEqual([]);
});

test('a folder that another engine has open is refused in one line with the fix', async () => {
  const first = await openEngine({ folder });

  const second = openEngine({ folder });

  await expect(second).rejects.toThrow(
    `cannot open the data folder ${folder}: another process has it open; stop that one, or give another folder`,
  );
  await first.close();
});

test('a folder that is a file, or that is broken, is refused in one line', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  await writeFile(join(folder, 'CURRENT'), 'garbage');

  await expect(openEngine({ folder: file })).rejects.toThrow(
    /^cannot make the data folder .*give another folder$/,
  );
  await expect(openEngine({ folder })).rejects.toThrow(/^cannot open the data folder .*give another folder/);
});

test('a process killed in the middle of transfers leaves every answered one, and none half done', async () => {
  const { server, url } = await serve(folder);
  await raw(url, 'CreateTable', indexedShop);
  await raw(url, 'PutItem', { TableName: 'Shop', Item: { pk: text('from'), amount: { N: '100000' } } });
  let answered = 0;
  let sent = 0;
  const work = Array.from({ length: 8 }, async () => {
    for (;;) {
      sent += 1;
      const { status } = await raw(url, 'TransactWriteItems', transfer(sent));
      if (status === 200) answered += 1;
      if (answered === 60) server.kill('SIGKILL');
    }
  });
  await Promise.allSettled(work);

  const engine = await openEngine({ folder });
  const { Count } = await body<{ Count: number }>(engine, 'Query', query);
  const { Item } = await body<{ Item: { amount: { N: string } } }>(engine, 'GetItem', {
    TableName: 'Shop',
    Key: { pk: text('from') },
  });
  await engine.close();

  expect(Count).toBeGreaterThanOrEqual(answered);
  expect(Number(Item.amount.N)).toBe(100_000 - Count);
});

test('a log whose end was torn off loses the last transfers whole, and never half of one', async () => {
  const first = await openEngine({ folder });
  await first.call('CreateTable', indexedShop);
  await first.call('PutItem', { TableName: 'Shop', Item: { pk: text('from'), amount: { N: '100000' } } });
  for (let at = 0; at < 20; at += 1) await first.call('TransactWriteItems', transfer(at));
  await first.close();
  const log = join(folder, (await readdir(folder)).find((name) => name.endsWith('.log')) ?? '');
  const { size } = await stat(log);

  const left: number[] = [];
  for (const torn of [1, 60, 400]) {
    await truncate(log, size - torn);
    const copy = await mkdtemp(join(tmpdir(), 'holdfast-'));
    await cp(folder, copy, { recursive: true });
    const engine = await openEngine({ folder: copy });
    const { Count } = await body<{ Count: number }>(engine, 'Query', query);
    const { Item } = await body<{ Item: { amount: { N: string } } }>(engine, 'GetItem', {
      TableName: 'Shop',
      Key: { pk: text('from') },
    });
    await engine.close();
    await rm(copy, { recursive: true });
    expect(Number(Item.amount.N)).toBe(100_000 - Count);
    left.push(Count);
  }

  expect(left[0]).toBe(19);
  expect(left[2]).toBeLessThan(19);
});

const transfer = (at: number) => ({
  TransactItems: [
    {
      Update: {
        TableName: 'Shop',
        Key: { pk: text('from') },
        UpdateExpression: 'SET amount = amount - :one',
        ExpressionAttributeValues: { ':one': { N: '1' } },
      },
    },
    { Put: { TableName: 'Shop', Item: { pk: text(`to-${at}`), kind: text('book') } } },
  ],
});

/** The engine in a process of its own. */
async function serve(data: string): Promise<{ server: ChildProcess; url: string }> {
  const args = ['--import', 'tsx', 'local/dynamodb/serve.ts', '--port', '0', '--data', data];
  const server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(server.stdout, 'data')) as [Buffer];
  return { server, url: line.toString().replace('dynamodb ', '').trim() };
}
