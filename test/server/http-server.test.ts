import type { RequestListener } from 'node:http';
import { httpServer } from '../../lambda/server/http-server';
import { closeServers, connections, head, serve, shop } from './served';
import { eventually, parsed, send, wire } from './wire';

const GUARD_MS = 10_000;

afterEach(() => {
  jest.useRealTimers();
  closeServers();
});

const posted = (length: number) =>
  head(
    'POST /things HTTP/1.1',
    'host: shop',
    'authorization: Bearer alice',
    'content-type: application/json',
    'idempotency-key: k',
    `content-length: ${length}`,
  );

test('a client has 20 s for a request, and a connection on which nothing moves 60 s', () => {
  const server = httpServer(shop);

  expect(server).toMatchObject({
    requestTimeout: 20_000,
    headersTimeout: 20_000,
    timeout: 60_000,
    keepAliveTimeout: 65_000,
    maxConnections: 1_000,
  });
});

test.each([
  ['headers that never end', 'GET /things HTTP/1.1\r\nhost: shop\r\nx: '],
  ['a body that never ends', posted(1_000)],
  [
    'a body of a request that would have been refused',
    head('POST /none HTTP/1.1', 'host: shop', 'content-length: 9999'),
  ],
  ['nothing in it', ''],
])(
  'a request with %s is answered with 408 in time, however often something comes of it',
  async (_, beginning) => {
    const client = wire(await serve(shop, 200));
    client.write(beginning);
    const trickle = setInterval(() => beginning && client.write(' '), 20);

    const { status, headers, body } = parsed(await client.closed.finally(() => clearInterval(trickle)));

    expect(status).toBe(408);
    expect(headers).toMatchObject({
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      connection: 'close',
    });
    expect(body).toMatchObject({
      type: 'urn:holdfast:problem:request_timeout',
      status: 408,
      code: 'request_timeout',
      retryable: true,
    });
  },
  GUARD_MS,
);

test('the time for a request is not the time for its answer', async () => {
  const late: RequestListener = (_, response) => void setTimeout(() => response.end('{}'), 300);
  const client = wire(await serve(late, 100));
  client.write(head('GET /things HTTP/1.1', 'host: shop', 'connection: close'));

  expect(await client.closed).toMatch(/^HTTP\/1\.1 200 /);
});

/** A request whose path, header names and values have so many bytes together. */
function requestOf(bytes: number): string {
  const fixed = '/things'.length + 'host'.length + 'shop'.length + 'x'.length;
  return head('GET /things HTTP/1.1', 'host: shop', `x: ${'y'.repeat(bytes - fixed)}`);
}

test('16 KiB of path and headers are read, and one byte more is refused', async () => {
  const port = await serve();
  const [full, over] = [wire(port), wire(port)];
  full.write(requestOf(16_384));
  over.write(requestOf(16_385));

  expect(await full.until(/\r\n\r\n/)).toMatch(/^HTTP\/1\.1 200 /);
  const { status, headers, body } = parsed(await over.closed);
  expect([status, body.code]).toEqual([431, 'headers_too_large']);
  expect(body.detail).toContain('16384 bytes');
  expect(headers).toMatchObject({ 'cache-control': 'no-store', connection: 'close' });
});

test('who sends megabytes of headers reads the refusal all the same, and reads it once', async () => {
  const client = wire(await serve());
  client.write(`GET /things HTTP/1.1\r\nhost: shop\r\nx: ${'y'.repeat(3_000_000)}`);

  expect(parsed(await client.closed).status).toBe(431);
});

test('who is refused and does not hang up is cut off a second later', async () => {
  const port = await serve();
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'setInterval', 'nextTick', 'queueMicrotask', 'Date'] });
  const client = wire(port, { halfOpen: true });
  client.write('nonsense\r\n\r\n');
  await client.until(/}$/);
  client.write('more of it, which nobody reads');
  await send(port, '/things').heard;
  await eventually(async () => (await connections()) <= 1);

  jest.advanceTimersByTime(999);
  expect(await connections()).toBe(1);
  jest.advanceTimersByTime(1);

  await eventually(async () => (await connections()) === 0);
  client.hangUp();
});
