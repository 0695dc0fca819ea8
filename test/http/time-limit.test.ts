import { persist } from '../../lambda/dynamo/persist';
import { makeApp } from '../../lambda/http/app';
import type { Routes } from '../../lambda/http/route';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const throttled = () => Promise.reject(Object.assign(new Error('slow'), { name: 'ThrottlingException' }));
const silent = () => new Promise<never>(() => undefined);

/** A route that asks the store eight times, whatever becomes of each. */
function asking(store: () => Promise<never>): Routes<object> {
  const run = async () => {
    let last: unknown;
    for (let call = 0; call < 8; call += 1) last = await persist(store).catch((error: unknown) => error);
    throw last as Error;
  };
  return [{ method: 'GET', path: '/all', who: 'all', summary: '', run }];
}

const nobody = { verify: () => Promise.reject(new Error('not asked')) };

test.each([
  ['refuses', throttled],
  ['answers nothing', silent],
])(
  'a request over a store that %s is answered before its gateway gives up, however often it asks',
  async (_, store) => {
    const app = makeApp(asking(store), {}, nobody, () => undefined);
    const start = performance.now();
    const answer = Promise.resolve(app.request('/all')).then(({ status }) => [
      status,
      performance.now() - start,
    ]);

    await jest.advanceTimersByTimeAsync(60_000);

    const [status, ms] = await answer;
    expect(status).toBe(503);
    expect(ms).toBeLessThanOrEqual(24_000);
    expect(ms).toBeGreaterThan(20_000);
  },
);
