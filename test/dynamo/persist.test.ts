import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { Busy, OutcomeUnknown, persist, persistTimed } from '../../lambda/dynamo/persist';

const throttled = Object.assign(new Error('slow down'), { name: 'ProvisionedThroughputExceededException' });
const conflict = Object.assign(new Error('conflict'), { name: 'TransactionConflictException' });
const inProgress = Object.assign(new Error('in progress'), { name: 'TransactionInProgressException' });
const lost = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });

function cancelled(...codes: string[]) {
  const reasons = codes.map((Code) => ({ Code }));
  return new TransactionCanceledException({
    message: 'cancelled',
    $metadata: {},
    CancellationReasons: reasons,
  });
}

/** Fails with each error in turn, then answers. */
function failing(...errors: readonly Error[]) {
  const left = [...errors];
  const sent = { times: 0 };
  const send = async () => {
    sent.times += 1;
    const error = left.shift();
    if (error) throw error;
    return 'answered';
  };
  return { sent, send };
}

test('a refusal for load or contention is tried again until it is answered', async () => {
  const { sent, send } = failing(
    throttled,
    conflict,
    inProgress,
    cancelled('None', 'TransactionConflict'),
    cancelled('ThrottlingError'),
    cancelled('None', 'ProvisionedThroughputExceeded'),
  );

  expect(await persist(send)).toBe('answered');
  expect(sent.times).toBe(7);
});

test('a lost answer is asked for again, and the write counts as possibly applied since the first try', async () => {
  const before = performance.now();
  const { send } = failing(lost, throttled);

  const { earliest } = await persistTimed(send);

  expect(earliest - before).toBeLessThan(performance.now() - before);
  expect(earliest).toBeGreaterThanOrEqual(before);
});

test('of several lost answers the first counts', async () => {
  const sentAt: number[] = [];
  const { send } = failing(lost, throttled, lost);
  const timed = () => {
    sentAt.push(performance.now());
    return send();
  };

  expect((await persistTimed(timed)).earliest).toBeLessThanOrEqual(sentAt[0]!);
});

test.each([
  ['ECONNREFUSED', false],
  ['EAI_AGAIN', false],
  ['ECONNRESET', true],
  ['EPIPE', true],
  ['ETIMEDOUT', true],
  ['UND_ERR_SOCKET', true],
])('%s is tried again, and may have been applied: %s', async (code, mayStillLand) => {
  const { sent, send } = failing(
    Object.assign(new Error(code), { code }),
    Object.assign(new Error('no'), { name: 'ConditionalCheckFailedException' }),
  );

  expect(await persistTimed(send)).toMatchObject({ mayStillLand });
  expect(sent.times).toBe(2);
});

test.each([
  [{ name: 'TimeoutError' }, true],
  [{ name: 'InternalServerError' }, true],
  [{ name: 'ServiceUnavailable' }, true],
  [{ name: 'ServiceUnavailableException' }, true],
  [{ name: 'Odd', $metadata: { httpStatusCode: 500 } }, true],
  [{ name: 'RequestLimitExceeded' }, false],
  [{ name: 'ThrottlingException' }, false],
  [{ name: 'ThrottledException' }, false],
  [{ name: 'TransactionConflictException' }, false],
  [{ name: 'TransactionInProgressException' }, false],
  [{ name: 'ProvisionedThroughputExceededException' }, false],
])('%j is tried again, and may have been applied: %s', async (error, mayStillLand) => {
  const { sent, send } = failing(
    Object.assign(new Error('trouble'), error),
    Object.assign(new Error('no'), { name: 'ConditionalCheckFailedException' }),
  );

  expect(await persistTimed(send)).toMatchObject({ mayStillLand });
  expect(sent.times).toBe(2);
});

test.each([
  { name: 'Odd', $metadata: { httpStatusCode: 499 } },
  { name: 'AccessDeniedException' },
  { code: 'ENOTFOUND' },
])('%j is an answer', async (error) => {
  const { sent, send } = failing(Object.assign(new Error('trouble'), error));

  expect(await persistTimed(send)).toMatchObject({ mayStillLand: false });
  expect(sent.times).toBe(1);
});

test('a condition that failed is an answer: it is not tried again, whatever other members met', async () => {
  const { sent, send } = failing(cancelled('None', 'ConditionalCheckFailed', 'TransactionConflict'));

  await expect(persist(send)).rejects.toThrow(TransactionCanceledException);
  expect(sent.times).toBe(1);
});

test('contention on the first member hides its answer, so what the others say does not count', async () => {
  const { sent, send } = failing(cancelled('TransactionConflict', 'ConditionalCheckFailed'));

  expect(await persist(send)).toBe('answered');
  expect(sent.times).toBe(2);
});

test('busy is said only when every try was refused', async () => {
  const always = async () => {
    throw throttled;
  };

  await expect(persist(always, 60)).rejects.toThrow(Busy);
});

test('one lost answer among the refusals makes the outcome unknown', async () => {
  let tries = 0;
  const lostOnce = async () => {
    tries += 1;
    throw tries === 1 ? lost : throttled;
  };

  await expect(persist(lostOnce, 120)).rejects.toThrow(OutcomeUnknown);
});

test('a bug is not tried again', async () => {
  const { sent, send } = failing(Object.assign(new Error('wrong'), { name: 'ValidationException' }));

  await expect(persist(send)).rejects.toThrow('wrong');
  expect(sent.times).toBe(1);
});
