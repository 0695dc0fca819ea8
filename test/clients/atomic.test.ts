import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { atomicSentence, proveAtomic } from '../../local/atomic';
import { openEngine, type Engine } from '../../local/dynamodb/engine';
import { serveEngine } from '../../local/dynamodb/server';
import { brokenStores } from './broken-stores';

let engine: Engine;

beforeAll(async () => {
  engine = await openEngine();
});

afterAll(async () => {
  await engine.close();
});

test('the embedded engine is atomic, and nothing is left behind', async () => {
  const { proof, tables } = await proved(engine);

  expect(atomicSentence(proof)).toMatch(/^this store is atomic/);
  expect(proof.verdict).toBe('atomic');
  expect(tables).toEqual([]);
});

test.each(Object.entries(brokenStores))('a store that %s is not atomic', async (_, breaking) => {
  const broken: Engine = { ...engine, call: breaking(engine.call.bind(engine)) };

  const { proof } = await proved(broken);

  expect(atomicSentence(proof)).toMatch(/^this store is not atomic \(.+/);
  expect(proof.verdict).toBe('not atomic');
});

test('a store that makes no tables is unknown, with what it said', async () => {
  const refusing: Engine = {
    ...engine,
    call: () =>
      Promise.resolve({ status: 400, body: { __type: 'AccessDeniedException', message: 'no tables here' } }),
  };

  const { proof } = await proved(refusing);

  expect(proof.verdict).toBe('unknown');
  expect(atomicSentence(proof)).toContain('no tables here');
});

test('a store that has no transactions is unknown, not atomic', async () => {
  const plain: Engine = {
    ...engine,
    call: async (operation, body) =>
      operation === 'TransactWriteItems'
        ? { status: 400, body: { __type: 'UnknownOperationException', message: 'no transactions' } }
        : await engine.call(operation, body),
  };

  const { proof } = await proved(plain);

  expect(proof.verdict).toBe('unknown');
});

async function proved(store: Engine) {
  const served = await serveEngine(store);
  const client = new DynamoDBClient({
    endpoint: served.url,
    region: 'eu-west-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'anyone', secretAccessKey: 'anything' },
  });

  try {
    const proof = await proveAtomic(client);
    const { TableNames: tables } = await client
      .send(new ListTablesCommand({}))
      .catch(() => ({ TableNames: [] }));
    return { proof, tables };
  } finally {
    client.destroy();
    await served.close();
  }
}
