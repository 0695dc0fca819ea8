import { Busy, OutcomeUnknown, persist } from '../../lambda/dynamo/persist';
import { limitTime, pauseFor, timeLeft } from '../../lambda/dynamo/time-limit';

const throttled = Object.assign(new Error('slow down'), { name: 'ProvisionedThroughputExceededException' });

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
