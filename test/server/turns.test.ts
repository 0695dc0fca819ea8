import { apiListener } from '../../lambda/server/api-listener';
import { httpServer } from '../../lambda/server/http-server';
import type { ServerMetrics } from '../../lambda/server/metrics';
import { openBusy, settled } from './busy';
import { eventually, portOf, send } from './wire';

const GUARD_MS = 20_000;
/** The patience alone: everything else goes on as ever. */
function fakePatience(): void {
  jest.useFakeTimers({
    doNotFake: ['setImmediate', 'setInterval', 'nextTick', 'queueMicrotask', 'Date', 'performance'],
  });
}

let shop: Awaited<ReturnType<typeof openBusy>>;
beforeEach(async () => (shop = await openBusy()));
afterEach(() => {
  jest.useRealTimers();
  shop.close();
});

test('fifty requests are worked on at once, the next when one of them ends, and first come is first served', async () => {
  const { fill, ask, entered, paths, port } = shop;
  await fill(50);
  ask('/first');
  await settled(port);
  ask('/second');
  await settled(port);
  expect(entered).toHaveLength(50);

  entered[7]!();
  await eventually(() => entered.length === 51);
  await settled(port);
  entered[8]!();
  await eventually(() => entered.length === 52);

  expect(paths.slice(50)).toEqual(['/first', '/second']);
});

test('a turn that nobody waited for is free again', async () => {
  const { ask, entered } = shop;
  for (let n = 0; n < 60; n += 1) {
    const { heard } = ask();
    await eventually(() => entered.length === n + 1);
    entered[n]!();
    await heard;
  }

  expect(entered).toHaveLength(60);
});

test(
  'five hundred wait for a turn, and who comes then is told at once to come again',
  async () => {
    const { fill, ask, entered } = shop;
    await fill(550);

    const { status, headers, body } = await ask().heard;

    expect(entered).toHaveLength(50);
    expect([status, headers['retry-after']]).toEqual([503, '1']);
    expect(headers).toMatchObject({
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'content-length': String(Buffer.byteLength(JSON.stringify(body))),
    });
    expect(body).toMatchObject({
      code: 'busy',
      retryable: true,
      detail: expect.stringContaining('nothing was done') as string,
    });
  },
  GUARD_MS,
);

test('who waits in vain for five seconds is told to come again, and never reaches the door', async () => {
  fakePatience();
  const { fill, ask, entered, answered, port } = shop;
  await fill(50);
  const late = ask();
  await settled(port);
  const heard: number[] = [];
  void late.heard.then(({ status }) => heard.push(status));

  jest.advanceTimersByTime(4_999);
  await settled(port);
  expect(heard).toEqual([]);
  jest.advanceTimersByTime(1);
  const { status, body } = await late.heard;
  expect([status, body.code]).toEqual([503, 'busy']);
  expect(answered).toContainEqual({ status: 503, route: '/products' });

  entered[0]!();
  await settled(port);
  expect(entered).toHaveLength(50);
});

test('who got a turn in time is not hurried, and no alarm is left behind', async () => {
  fakePatience();
  const { ask, entered } = shop;
  const { heard } = ask();
  await eventually(() => entered.length === 1);

  expect(jest.getTimerCount()).toBe(0);
  jest.advanceTimersByTime(60_000);
  entered[0]!();

  expect((await heard).status).toBe(200);
});

test('a server that stops is not healthy, and says so as everything is said', async () => {
  const { api, ask } = shop;
  api.stopping();

  const { status, headers, body } = await ask('/health').heard;

  expect([status, headers['retry-after'], headers.connection]).toEqual([503, '1', 'close']);
  expect(headers).toMatchObject({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  expect(body).toMatchObject({ code: 'busy', retryable: true });
});

test('a door that fails keeps its turn from nobody', async () => {
  const state = { calls: 0 };
  const failing = async () => {
    state.calls += 1;
    throw new Error('the door failed');
  };
  const api = apiListener(
    failing,
    { answered: () => undefined } as Partial<ServerMetrics> as ServerMetrics,
    [],
  );
  const server = httpServer((request, response) => {
    api.listener(request, response).catch(() => response.destroy());
  });
  const port = await portOf(server);

  for (let n = 0; n < 60; n += 1) send(port, '/products');

  await eventually(() => state.calls === 60);
  server.close();
});
