import { PutCommand, TransactWriteCommand, GetCommand } from '@aws-sdk/lib-dynamodb';
import { Busy } from '../../lambda/dynamo/persist';
import { within } from '../../lambda/observe/correlation';
import type { Facts } from '../../lambda/observe/facts';
import { openLog } from '../../lambda/observe/log';
import { observedHandler } from '../../lambda/observe/observed-handler';
import { openWorld, type TestWorld } from '../world';
import { linesWritten } from './lines';

const secret = 'Zaphod Beeblebrox, 42 Heart of Gold';
const log = openLog('test');

let world: TestWorld;
beforeAll(async () => void (world = await openWorld()));
afterAll(async () => await world.close());

/** The error of a transaction that an order refused, as the store sends it: with the whole order in it. */
async function refusedTransaction(): Promise<Error> {
  const Item = { customerId: 'c', orderId: 'o', shipTo: { name: secret, address: secret } };
  const put = { TableName: 'Orders', Item };
  await world.db.send(new PutCommand(put));
  const condition = {
    ConditionExpression: 'attribute_not_exists(orderId)',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  } as const;

  return await world.db
    .send(new TransactWriteCommand({ TransactItems: [{ Put: { ...put, ...condition } }] }))
    .then(
      () => Promise.reject(new Error('the transaction should have been refused')),
      (error: unknown) => error as Error,
    );
}

interface Line {
  readonly error?: { readonly name: string; readonly at: readonly string[] };
}

const line = (write: () => void) => JSON.parse(linesWritten(write).join('')) as Line;

test('the error of a refused write is logged by its reasons, without the order that refused it', async () => {
  const error = await refusedTransaction();
  expect(JSON.stringify(error)).toContain(secret);

  const written = line(() =>
    log.warn('refused', { orderId: 'o', error: new Busy('gave up', { cause: error }) }),
  );

  expect(JSON.stringify(written)).not.toContain(secret);
  expect(written).toMatchObject({
    level: 'WARN',
    message: 'refused',
    stage: 'test',
    orderId: 'o',
    error: {
      name: 'Busy',
      message: 'gave up',
      cause: { name: 'TransactionCanceledException', reasons: ['ConditionalCheckFailed'], status: 400 },
    },
  });
});

test.each([
  ['a parser that quotes its text', () => JSON.parse(`{"address":${secret}}`) as unknown],
  ['a header that quotes its value', () => new Headers({ authorization: `${secret}\0` })],
  ['an error whose text has several lines', () => Promise.reject(new SyntaxError(`bad\n${secret}\n    of`))],
])('%s leaves its name and its place in the log, and no text', async (_, fails) => {
  const error: unknown = await Promise.resolve()
    .then(fails)
    .catch((thrown: unknown) => thrown);
  expect(String(error)).toContain('Zaphod');

  const written = line(() => log.error('failed', { error }));

  expect(JSON.stringify(written)).not.toContain('Zaphod');
  expect(written.error?.name).toMatch(/Error$/);
});

test('a fact that nobody allowed is left out, whoever brings it along', () => {
  const finding = { orderId: 'o', wrong: 'total', customerId: secret, shipTo: { name: secret } };

  const written = line(() => log.warn('found', { ...finding } satisfies Facts));

  expect(JSON.stringify(written)).not.toContain(secret);
  expect(written).toMatchObject({ orderId: 'o', wrong: 'total' });
});

test('an error of our own is told in full, with where it was thrown', () => {
  const written = line(() => log.warn('failed', { error: new Error('STAGE must be set, got nothing') }));

  expect(written).toMatchObject({ error: { message: 'STAGE must be set, got nothing' } });
  expect(written.error?.at[0]).toContain('logs.test');
});

test('every line of a call carries its request, and of a message its message', async () => {
  const lines = await Promise.all(
    ['first', 'second'].map((requestId) =>
      within({ requestId }, async () => {
        await world.db.send(new GetCommand({ TableName: 'Orders', Key: { customerId: 'c', orderId: 'o' } }));
        return within({ messageId: `of ${requestId}` }, () => line(() => log.info('worked')));
      }),
    ),
  );

  expect(lines).toMatchObject([
    { requestId: 'first', messageId: 'of first' },
    { requestId: 'second', messageId: 'of second' },
  ]);
});

test('what a function throws leaves it without what it was thrown about, and its counts are written all the same', async () => {
  const flushed: string[] = [];
  const written: unknown[] = [];
  const quiet = { info: () => undefined, warn: () => undefined };
  const handler = observedHandler(
    {
      log: { ...quiet, error: (message, facts) => written.push({ message, facts }) },
      counts: { flush: () => void flushed.push('counts') },
    },
    async () => Promise.reject(await refusedTransaction()),
  );

  const thrown: unknown = await handler({}).catch((error: unknown) => error);

  expect(JSON.stringify(thrown) + String((thrown as Error).stack)).not.toContain(secret);
  expect((thrown as Error).cause).toBeUndefined();
  expect(flushed).toEqual(['counts']);
  expect(written).toMatchObject([{ message: 'a function failed' }]);
});
