import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { Busy, persist } from '../../lambda/dynamo/persist';
import { readBatch } from '../../lambda/dynamo/read-batch';
import { refusalsOf, refusedBy } from '../../lambda/dynamo/refusal';
import { cancelledFor, freezePatience } from '../trouble';
import { openWorld, tables } from '../world';

test('each member of a cancelled transaction failed or did not: contention and throttling are no failed condition', () => {
  const cancelled = cancelledFor('None', 'ConditionalCheckFailed', 'TransactionConflict', 'ThrottlingError');

  expect(refusalsOf(cancelled).map(({ failed }) => failed)).toEqual([false, true, false, false]);
});

test('the item that refused is read, where there was one', () => {
  const cancelled = new TransactionCanceledException({
    message: 'cancelled',
    $metadata: {},
    CancellationReasons: [
      { Code: 'ConditionalCheckFailed', Item: { version: { N: '3' } } },
      { Code: 'None' },
    ],
  });
  const refused = new ConditionalCheckFailedException({
    message: 'refused',
    $metadata: {},
    Item: { version: { N: '2' } },
  });

  expect(refusalsOf(cancelled)[0]).toEqual({ failed: true, image: { version: 3 } });
  expect(refusedBy(refused)).toEqual({ version: 2 });
});

test.each([
  ['a member that is not valid', cancelledFor('None', 'ValidationError')],
  ['another error', new Error('other')],
])('%s is no refusal, and thrown on', (_, error) => {
  expect(() => refusalsOf(error)).toThrow(error);
  expect(() => refusedBy(error)).toThrow(error);
});

test('a transaction that is cancelled without a reason is not tried again for ever', async () => {
  let tries = 0;
  const cancelled = () => {
    tries += 1;
    return Promise.reject(cancelledFor());
  };

  await expect(persist(cancelled)).rejects.toThrow(TransactionCanceledException);
  expect(tries).toBe(1);
});

test('keys that a store leaves unread for longer than anyone waits make it busy', async () => {
  const world = await openWorld();
  freezePatience();
  world.db.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const answer = await next(args);
        if (commandName === 'BatchGetItemCommand') {
          jest.advanceTimersByTime(9_000);
          const unread = { Orders: { Keys: [{ customerId: { S: 'ada' }, orderId: { S: 'o1' } }] } };
          Object.assign(answer.output as object, { UnprocessedKeys: unread });
        }
        return answer;
      },
    { step: 'deserialize', priority: 'high' },
  );

  const reading = readBatch(world.db, tables.orders, [{ customerId: 'ada', orderId: 'o1' }]);

  await expect(reading).rejects.toThrow(Busy);
  jest.useRealTimers();
  await world.close();
});
