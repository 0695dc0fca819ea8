import { askGateway, askPlain, eventOf } from './doors';
import { admin, alice, app, ask, json, key, post } from './kernel';

const good = JSON.stringify({ lines: [{ sku: 'cup', quantity: 1 }] });
const postOf = (headers: Readonly<Record<string, string>>) => ({
  ...{ method: 'POST', path: '/things', body: good },
  headers: { ...alice, ...json, ...headers },
});
const big = ' '.repeat(65_537);

test('a request that passes every check reaches its route with all that was checked', async () => {
  const answer = await post(good);

  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({
    customerId: 'alice',
    key: 'k-1',
    params: {},
    query: {},
    body: { lines: [{ sku: 'cup', quantity: 1 }] },
  });
});

test.each([
  ['the route', { path: '/nothing', headers: {} }, 404, 'not_found'],
  ['the method', { method: 'DELETE', headers: {} }, 405, 'method_not_allowed'],
  ['the token', { headers: {}, body: big }, 401, 'unauthenticated'],
  ['the group', { method: 'PUT', path: '/things/1', headers: alice, body: big }, 403, 'forbidden'],
  ['the size', { headers: { ...alice, 'content-type': 'text/plain' }, body: big }, 413, 'too_large'],
  [
    'the content type',
    { headers: { ...alice, 'content-type': 'text/plain' }, body: '{' },
    415,
    'unsupported_media_type',
  ],
  ['the key', { headers: { ...alice, ...json }, body: '{' }, 400, 'idempotency_key_required'],
  ['the body', { headers: { ...alice, ...json, ...key }, body: '{' }, 400, 'invalid_request'],
])('%s is asked before what comes after it', async (_, sent, status, code) => {
  const answer = await ask({ method: 'POST', path: '/things', ...sent });

  expect([answer.status, answer.body.code]).toEqual([status, code]);
});

test('a problem is a problem document that nobody keeps', async () => {
  const { headers, body } = await ask({ path: '/nothing' });

  expect(headers['content-type']).toBe('application/problem+json');
  expect(headers['cache-control']).toBe('no-store');
  expect(body).toEqual({
    type: 'urn:holdfast:problem:not_found',
    title: 'There is nothing here',
    status: 404,
    code: 'not_found',
    detail: 'there is no such route: see /openapi.json',
  });
});

test('an answer is JSON that nobody keeps', async () => {
  const { headers } = await ask({ path: '/things' });

  expect(headers).toMatchObject({ 'content-type': 'application/json', 'cache-control': 'no-store' });
});

test.each(['PATCH', 'DELETE', 'OPTIONS', 'PUT'])(
  '%s where it means nothing is told what does',
  async (method) => {
    const { status, headers } = await ask({ method, path: '/things' });

    expect([status, headers.allow]).toEqual([405, 'GET, POST']);
  },
);

test('HEAD is no method of the contract', async () => {
  const { status, headers, text } = await ask({ method: 'HEAD', path: '/things' });

  expect([status, headers.allow, text]).toEqual([405, 'GET, POST', '']);
});

test.each(['/things/', '//things', '/things/a/b', '/Things', '/', '/thing'])(
  'there is nothing at %s',
  async (path) => {
    const { status } = await ask({ path });

    expect(status).toBe(404);
  },
);

test('a path parameter is decoded once, and what cannot be decoded stays as it is', async () => {
  const once = await ask({ path: '/things/a%2Fb%2520' });
  const never = await ask({ path: '/things/%ZZ' });

  expect(once.body.params).toEqual({ id: 'a/b%20' });
  expect(never.body.params).toEqual({ id: '%ZZ' });
});

test.each([
  ['no token', undefined, 'Bearer'],
  ['another scheme', 'Basic YTpi', 'Bearer'],
  ['a scheme alone', 'Bearer', 'Bearer'],
  ['a token that is refused', 'Bearer expired', 'Bearer error="invalid_token"'],
  ['two tokens', 'Bearer alice, Bearer admin', 'Bearer'],
])('%s is challenged', async (_, authorization, challenge) => {
  const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
  const { status, headers: answered, body } = await ask({ method: 'POST', path: '/things', headers });

  expect([status, body.code, answered['www-authenticate']]).toEqual([401, 'unauthenticated', challenge]);
});

test('the scheme of a token may be written in any case', async () => {
  const { status } = await post(good, { authorization: 'bearer alice' });

  expect(status).toBe(200);
});

test('a token that cannot be checked just now is nobody’s fault: try again', async () => {
  const { status, headers, body } = await post(good, { authorization: 'Bearer unlucky' });

  expect([status, body.code, body.retryable, headers['retry-after']]).toEqual([503, 'busy', true, '1']);
});

test('an administrator may do what administrators do', async () => {
  const { status } = await ask({
    method: 'PUT',
    path: '/things/1',
    headers: { ...admin, ...json },
    body: good,
  });

  expect(status).toBe(200);
});

test.each([
  ['', 400],
  ['   ', 400],
  ['k'.repeat(255), 200],
  ['k'.repeat(256), 400],
])('the key "%s" is answered with %d', async (sent, status) => {
  const answer = await post(good, { 'idempotency-key': sent });

  expect(answer.status).toBe(status);
});

test.each(['é', '€', '😀', 'a\u0080', 'a\u007f', 'a\tb'])(
  'a key with other characters than printable ASCII (%j) is none: doors differ in its bytes',
  async (sent) => {
    const bytes = Buffer.from(sent).toString('latin1'); // as Node hands a header on
    const answers = await Promise.all([
      askPlain(app, postOf({ 'idempotency-key': bytes })),
      askGateway(app, eventOf(postOf({ 'idempotency-key': bytes }))),
      askGateway(app, eventOf(postOf({ 'idempotency-key': sent }))),
      askGateway(app, eventOf(postOf({ 'idempotency-key': bytes.repeat(200) }))),
    ]);

    for (const { status, body } of answers) {
      expect([status, body.code]).toEqual([400, 'idempotency_key_required']);
      expect(body.detail).toMatch(/1 to 255 printable ASCII characters.*got others$/);
    }
  },
);

test('every printable ASCII character may be in a key', async () => {
  const all = Array.from({ length: 95 }, (_, at) => String.fromCharCode(0x20 + at))
    .join('')
    .trim();
  const { body } = await post(good, { 'idempotency-key': all });

  expect(body.key).toBe(all);
});

test('a key that is too long is told its length', async () => {
  const { body } = await post(good, { 'idempotency-key': 'k'.repeat(300) });

  expect(body.detail).toMatch(/got 300 characters$/);
});

test('keys are compared exactly: case and inner spaces count', async () => {
  const { body } = await post(good, { 'idempotency-key': 'K  e 1' });

  expect(body.key).toBe('K  e 1');
});
