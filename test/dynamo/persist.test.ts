import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { Busy, OutcomeUnknown, persist, persistTimed } from '../../lambda/dynamo/persist';
import { limitTime, pauseFor, timeLeft } from '../../lambda/dynamo/time-limit';

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
  );

  expect(await persist(send)).toBe('answered');
  expect(sent.times).toBe(6);
});

test('a lost answer is asked for again, and the write counts as possibly applied since the first try', async () => {
  const before = performance.now();
  const { send } = failing(lost, throttled);

  const { earliest } = await persistTimed(send);

  expect(earliest - before).toBeLessThan(performance.now() - before);
  expect(earliest).toBeGreaterThanOrEqual(before);
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

describe('patience', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  /** Moments of all tries, by a clock that runs as fast as it can; and how it ended. */
  async function triesOf(what: (send: () => Promise<never>) => Promise<unknown>) {
    const start = performance.now();
    const tries: number[] = [];
    const end = what(() => {
      tries.push(performance.now() - start);
      return Promise.reject(throttled);
    }).catch((error: unknown) => error);
    await jest.advanceTimersByTimeAsync(60_000);
    return { tries, end: await end };
  }

  test('lasts 8 s, with pauses that grow to a second at most', async () => {
    const { tries, end } = await triesOf((send) => persist(send));

    expect(end).toBeInstanceOf(Busy);
    expect(tries.at(-1)).toBeLessThanOrEqual(8_000);
    expect(tries.at(-1)).toBeGreaterThan(6_900); // the next pause, of a second at most, would have ended later
    const pauses = tries.slice(1).map((at, index) => at - tries[index]!);
    pauses.forEach((pause, index) => expect(pause).toBeLessThanOrEqual(Math.min(1_001, 26 * 2 ** index)));
  });

  test('has pauses of any length up to the longest, so that those who collided do not meet again', async () => {
    const { tries } = await triesOf((send) => persist(send));

    const pauses = tries.slice(7).map((at, index) => Math.round(at - tries[index + 6]!));
    expect(new Set(pauses).size).toBeGreaterThan(3);
  });

  test('ends with the time of the request, however much of it is left for one call', async () => {
    const { tries, end } = await triesOf((send) => limitTime(3_000, () => persist(send)));

    expect(end).toBeInstanceOf(Busy);
    expect(tries.at(-1)).toBeLessThanOrEqual(3_000);
    expect(tries.at(-1)).toBeGreaterThan(1_900);
  });

  test('has no time for a call once the time of the request is up: nothing is sent, and that is busy', async () => {
    const late = async (send: () => Promise<never>) => {
      await pauseFor(1_000);
      return persist(send);
    };

    const { tries, end } = await triesOf((send) => limitTime(1_000, () => late(send)));

    expect(end).toBeInstanceOf(Busy);
    expect(tries).toEqual([]);
  });

  test('does not wait beyond the time of the request for a call that is not answered: it may have been applied', async () => {
    const ended: number[] = [];
    const never = () => new Promise<never>(() => undefined);
    const start = performance.now();
    const end = limitTime(5_000, () => persist(never)).catch((error: unknown) => {
      ended.push(performance.now() - start);
      return error;
    });

    await jest.advanceTimersByTimeAsync(60_000);

    expect(await end).toBeInstanceOf(OutcomeUnknown);
    expect(ended).toEqual([5_000]);
  });

  test('of an inner limit is no longer than that of the outer one', async () => {
    const left = limitTime(1_000, () => limitTime(5_000, timeLeft));

    expect(left).toBe(1_000);
    expect(limitTime(5_000, () => limitTime(1_000, timeLeft))).toBe(1_000);
    expect(timeLeft()).toBe(Infinity);
  });
});

test('a call that is answered in time leaves no timer behind', async () => {
  jest.useFakeTimers();

  await limitTime(5_000, () => persist(() => Promise.resolve('answered')));

  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
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
