import { receiving } from '../../lambda/server/receiving';
import { closeServers, head, serve } from './served';
import { eventually, parsed, wire } from './wire';

afterEach(closeServers);

test.each([
  ['is no HTTP', 'secret nonsense\r\n\r\n'],
  ['has a header without a name', head('GET / HTTP/1.1', 'host: shop', ': secret')],
  ['has two lengths', head('POST / HTTP/1.1', 'host: shop', 'content-length: 1', 'content-length: 2')],
])('what %s is refused with a problem document that repeats nothing of it', async (_, bytes) => {
  const client = wire(await serve());
  client.write(bytes);

  const text = await client.closed;

  const { status, headers, body } = parsed(text);
  expect([status, body.code, headers.connection]).toEqual([400, 'invalid_request', 'close']);
  expect(headers).toMatchObject({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  expect(body.errors).toEqual([{ field: 'request', wanted: 'HTTP/1.1', got: 'something else' }]);
  expect(text).not.toContain('secret');
});

test('a body that breaks the rules of HTTP reaches no door', async () => {
  let calls = 0;
  const counting = receiving(() => Promise.resolve(void (calls += 1)));
  const client = wire(await serve((request, response) => void counting(request, response)));
  client.write(head('POST /things HTTP/1.1', 'host: shop', 'transfer-encoding: chunked'));
  client.write('zzz\r\n');

  expect(parsed(await client.closed).status).toBe(400);
  expect(calls).toBe(0);
});

test('HTTP/1.1 wants a host, HTTP/1.0 does not', async () => {
  const port = await serve();
  const [modern, old] = [wire(port), wire(port)];
  modern.write(head('GET /things HTTP/1.1', 'connection: close'));
  old.write(head('GET /things HTTP/1.0'));

  const { status, body } = parsed(await modern.closed);
  expect([status, body.code]).toEqual([400, 'invalid_request']);
  expect(body.errors).toEqual([{ field: 'header Host', wanted: 'sent', got: null }]);
  expect(await old.closed).toMatch(/^HTTP\/1\.1 200 /);
});

test('an expectation that means nothing here is ignored', async () => {
  const client = wire(await serve());
  client.write(head('GET /things HTTP/1.1', 'host: shop', 'expect: miracles', 'connection: close'));

  expect(await client.closed).toMatch(/^HTTP\/1\.1 200 /);
});

test('nonsense after a request that is not answered yet gets no answer: it would be taken for the other one', async () => {
  const state = { asked: 0 };
  const client = wire(await serve(() => void (state.asked += 1)));
  client.write(head('GET /things HTTP/1.1', 'host: shop'));
  await eventually(() => state.asked === 1);
  client.write('nonsense\r\n\r\n');

  expect(await client.closed).toBe('');
});

test('nonsense after a request that was answered gets an answer of its own', async () => {
  const client = wire(await serve());
  client.write(head('GET /things HTTP/1.1', 'host: shop'));
  const first = await client.until(/}$/);
  client.write('nonsense\r\n\r\n');

  expect((await client.closed).slice(first.length)).toMatch(/^HTTP\/1\.1 400 /);
});
