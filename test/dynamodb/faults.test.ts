import {
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { type Faults, parseFaults, serveFaults } from '../../local/dynamodb/faults';
import { type Endpoint, clientOf, errorOf, indexedShop, openEndpoint, text } from './endpoint';

const none: Faults = { conflict: 0, throttle: 0, lostAnswer: 0, indexDelay: 0, staleReads: 0 };

let shop: Endpoint;
beforeEach(async () => (shop = await openEndpoint(indexedShop)));
afterEach(() => shop.close());

/** A client of a front with these faults, before the engine itself or before its endpoint. */
async function faulty(faults: Partial<Faults>, before: 'engine' | 'endpoint' = 'engine') {
  const front = await serveFaults(before === 'engine' ? shop.engine : shop.url, { ...none, ...faults }, 1);
  const client = clientOf(front.url);
  return {
    put: (pk: string, kind = 'book') =>
      client.send(new PutItemCommand({ TableName: 'Shop', Item: { pk: text(pk), kind: text(kind) } })),
    get: (pk: string) => client.send(new GetItemCommand({ TableName: 'Shop', Key: { pk: text(pk) } })),
    transact: (...pks: string[]) =>
      client.send(
        new TransactWriteItemsCommand({
          TransactItems: pks.map((pk) => ({ Put: { TableName: 'Shop', Item: { pk: text(pk) } } })),
        }),
      ),
    client,
    close: async () => {
      client.destroy();
      await front.close();
    },
  };
}

test.each([
  [
    'conflict=0.05,throttle=0.02,lost-answer=0.05,index-delay=200,stale-reads=0.1',
    { conflict: 0.05, throttle: 0.02, lostAnswer: 0.05, indexDelay: 200, staleReads: 0.1 },
  ],
  ['conflict=1', { ...none, conflict: 1 }],
  ['stale-reads=0', none],
])('%s is understood', (given, wanted) => {
  expect(parseFaults(given)).toEqual(wanted);
});

test.each([
  ['conflict=-1', 'conflict must be a share from 0 to 1, got -1'],
  ['throttle=', 'throttle must be a share from 0 to 1, got nothing'],
  ['lost-answer=often', 'lost-answer must be a share from 0 to 1, got often'],
  ['stale-reads=1.1', 'stale-reads must be a share from 0 to 1, got 1.1'],
  ['index-delay=.5', 'index-delay must be a whole number of milliseconds, got .5'],
  ['index-delay=-1', 'index-delay must be a whole number of milliseconds, got -1'],
  ['fire=1', 'unknown fault "fire", wanted conflict, throttle, lost-answer, index-delay, stale-reads'],
])('%s is refused: %s', (given, wanted) => {
  expect(() => parseFaults(given)).toThrow(wanted);
});

describe.each(['engine', 'endpoint'] as const)('before an %s', (before) => {
  test('a conflict refuses writes, applies nothing, and spares reads', async () => {
    const front = await faulty({ conflict: 1 }, before);

    const single = await errorOf(front.put('a'));
    const together = await errorOf(front.transact('a', 'b', 'c'));
    const read = await front.get('a');
    await front.close();

    expect(single.name).toBe('TransactionConflictException');
    expect(together.name).toBe('TransactionCanceledException');
    const codes = (together['CancellationReasons'] as { Code: string }[]).map(({ Code }) => Code);
    expect(codes.sort()).toEqual(['None', 'None', 'TransactionConflict']);
    expect(read.Item).toBeUndefined();
  });

  test('throttling refuses reads and writes and applies nothing', async () => {
    const front = await faulty({ throttle: 1 }, before);

    const errors = [
      await errorOf(front.put('a')),
      await errorOf(front.get('a')),
      await errorOf(front.transact('a')),
    ];
    await front.close();

    expect(errors.map(({ name }) => name)).toEqual([
      'ProvisionedThroughputExceededException',
      'ProvisionedThroughputExceededException',
      'TransactionCanceledException',
    ]);
    expect(errors[2]!['CancellationReasons']).toEqual([expect.objectContaining({ Code: 'ThrottlingError' })]);
    expect(await shop.get('a')).toBeUndefined();
  });

  test('an answer that is lost was applied all the same', async () => {
    const front = await faulty({ lostAnswer: 1 }, before);

    const error = await errorOf(front.put('a'));
    await front.close();

    expect(error['$response']).toBeUndefined();
    expect(await shop.get('a')).toBeDefined();
  });

  test('a row that is young is not in the global index yet, though it is in the table', async () => {
    await shop.put({ pk: text('old'), kind: text('book') });
    const front = await faulty({ indexDelay: 60_000 }, before);

    await front.put('new');
    await front.put('old');
    const byKind = {
      TableName: 'Shop',
      IndexName: 'byKind',
      KeyConditionExpression: 'kind = :k',
      ExpressionAttributeValues: { ':k': text('book') },
    };
    const page = await front.client.send(new QueryCommand(byKind));
    const count = await front.client.send(new QueryCommand({ ...byKind, Select: 'COUNT' }));
    const kinds = await front.client.send(new QueryCommand({ ...byKind, ProjectionExpression: 'kind' }));
    const table = await front.client.send(new ScanCommand({ TableName: 'Shop' }));
    await front.close();

    expect(page.Items).toEqual([{ pk: text('old'), kind: text('book') }]);
    expect([page.Count, count.Count, count.Items]).toEqual([1, 1, undefined]);
    expect(kinds.Items).toEqual([{ kind: text('book') }]);
    expect(table.Count).toBe(2);
  });
});

test('a row that moved within the index is hidden until the delay is over, and then seen', async () => {
  await shop.put({ pk: text('a'), kind: text('film') });
  const front = await faulty({ indexDelay: 40 });
  const query = new QueryCommand({
    TableName: 'Shop',
    IndexName: 'byKind',
    KeyConditionExpression: 'kind = :k',
    ExpressionAttributeValues: { ':k': text('book') },
  });

  await front.put('a', 'book');
  await new Promise((resolve) => setTimeout(resolve, 60));
  const later = await front.client.send(query);
  await front.close();

  expect(later.Count).toBe(1);
});

test('the same seed meets the same faults', async () => {
  const run = async () => {
    const front = await faulty({ throttle: 0.5 });
    const outcomes: boolean[] = [];
    for (let at = 0; at < 20; at += 1)
      outcomes.push(
        await front.get('a').then(
          () => true,
          () => false,
        ),
      );
    await front.close();
    return outcomes;
  };

  const [first, second] = [await run(), await run()];

  expect(first).toEqual(second);
  expect(new Set(first)).toEqual(new Set([true, false]));
});

test('the share of one fault does not change which calls meet another', async () => {
  const throttled = async (others: Partial<Faults>) => {
    const front = await faulty({ throttle: 0.3, ...others });
    const names: string[] = [];
    for (let at = 0; at < 20; at += 1) {
      await front.transact('a', 'b').catch(() => undefined);
      await front.get('a').then(
        () => names.push('answered'),
        (error: unknown) => names.push((error as Error).name),
      );
    }
    await front.close();
    return names;
  };

  const alone = await throttled({});

  expect(new Set(alone)).toEqual(new Set(['answered', 'ProvisionedThroughputExceededException']));
  expect(await throttled({ staleReads: 0.7 })).toEqual(alone);
  expect(await throttled({ conflict: 0.7 })).toEqual(alone);
});

test('callers of the endpoint itself meet no fault', async () => {
  const front = await faulty({ conflict: 1, throttle: 1, lostAnswer: 1 });

  await shop.put({ pk: text('a') });
  await front.close();

  expect(await shop.get('a')).toBeDefined();
});
