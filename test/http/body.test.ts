import { alice, ask, post } from './kernel';

const line = { sku: 'cup', quantity: 1 };
const padded = (bytes: number) => {
  const good = JSON.stringify({ lines: [line] });
  return good + ' '.repeat(bytes - good.length);
};

async function errorsOf(body: unknown): Promise<unknown> {
  const answer = await post(JSON.stringify(body));

  expect([answer.status, answer.body.code]).toEqual([400, 'invalid_request']);
  return answer.body.errors;
}

test('65,536 bytes are read and one more is too large', async () => {
  expect((await post(padded(65_536))).status).toBe(200);
  expect((await post(padded(65_537))).status).toBe(413);
});

test('a body is measured in bytes, not in characters', async () => {
  expect((await post('é'.repeat(32_769))).status).toBe(413);
});

test.each([
  ['application/json', 200],
  ['application/json; charset=utf-8', 200],
  ['APPLICATION/JSON;charset="UTF-8"', 200],
  ['application/vnd.shop+json', 200],
  ['application/json;', 200],
  ['application/json ; charset = utf-8 ;', 200],
  ['application/json; charset=utf-8; charset=utf-8', 415],
  ['application/json; charset="utf-8', 415],
  ['application/json; xcharset=utf-8', 415],
  ['application/json; charset=utf-8x', 415],
  ['application/json; boundary=x', 415],
  ['xapplication/json', 415],
  ['application/+json', 415],
  ['application/ json', 415],
  ['application/json; charset=utf-16', 415],
  ['text/json', 415],
  ['application/x-www-form-urlencoded', 415],
  ['application/jsonp', 415],
  ['', 415],
])('a body declared as "%s" is answered with %d', async (type, status) => {
  const answer = await post(padded(100), { 'content-type': type });

  expect(answer.status).toBe(status);
});

test('a packed body is not read', async () => {
  const answer = await post(padded(100), { 'content-encoding': 'gzip' });

  expect([answer.status, answer.body.code]).toEqual([415, 'unsupported_media_type']);
});

test.each([
  ['nothing', undefined, null],
  ['half of it', '{"lines":', 'something that is not JSON'],
  ['other bytes', Buffer.from('{"lines":[],"name":"\xff"}', 'latin1'), 'bytes that are not UTF-8'],
  ['other bytes, which a gateway has replaced', '{"lines":[],"name":"\ufffd"}', 'bytes that are not UTF-8'],
  ['a list', '[]', 'a list of 0'],
  ['null', 'null', 'null'],
  ['a number', '7', 7],
])('instead of an object %s came', async (_, body, got) => {
  const answer = await post(body);

  expect(answer.status).toBe(400);
  expect(answer.body.errors).toEqual([expect.objectContaining({ field: '', got })]);
});

test('each field that is wrong is named once, with what was wanted and what came', async () => {
  const errors = await errorsOf({
    lines: [{ sku: 'a/b', quantity: 0.5 }, { sku: 'cup', quantity: '2' }, {}],
    name: '',
    colour: 'red',
  });

  const quantity = 'a whole number from 1 to 999';
  const sku = '1 to 64 of A-Z a-z 0-9 . _ - and neither . nor ..';
  const name = '1 to 5 characters, not counting white space at the ends, without control characters';
  expect(errors).toEqual([
    { field: 'lines[0].sku', wanted: sku, got: 'a/b' },
    { field: 'lines[0].quantity', wanted: quantity, got: 0.5 },
    { field: 'lines[1].quantity', wanted: quantity, got: '2' },
    { field: 'lines[2].sku', wanted: sku, got: null },
    { field: 'lines[2].quantity', wanted: quantity, got: null },
    { field: 'name', wanted: name, got: '' },
    { field: 'colour', wanted: 'left out, as there is no such field', got: 'a string of 3 characters' },
  ]);
});

test('the detail says it to a person', async () => {
  const { body } = await post(JSON.stringify({ lines: [{ sku: 'cup', quantity: 0 }] }));

  expect(body.detail).toBe('lines[0].quantity must be a whole number from 1 to 999, got 0');
});

test.each([0, -1, 1000, 1e21, 1.5, null, true, '1', [1], {}])('%p is no quantity', async (quantity) => {
  const errors = await errorsOf({ lines: [{ ...line, quantity }] });

  expect(errors).toEqual([expect.objectContaining({ field: 'lines[0].quantity' })]);
});

test.each(['.', '..', '', 'a b', 'é', 'x'.repeat(65), 'cup\n', 'a%20b'])('%p is no SKU', async (sku) => {
  const errors = await errorsOf({ lines: [{ ...line, sku }] });

  expect(errors).toEqual([expect.objectContaining({ field: 'lines[0].sku' })]);
});

test.each(['A', '...', '.a', '-', '_', 'x'.repeat(64), 'a.b_c-9'])('%p is a SKU', async (sku) => {
  expect((await post(JSON.stringify({ lines: [{ ...line, sku }] }))).status).toBe(200);
});

test.each([
  ['white space alone', ' \t '],
  ['too many characters', 'abcdef'],
  ['a control character inside', 'a\u0000b'],
  ['a new line inside', 'a\nb'],
  ['a delete', 'a\u007f'],
  ['a C1 control', 'a\u0085b'],
  ['half a surrogate pair', 'a\ud800'],
])('%s is no text', async (_, name) => {
  const errors = await errorsOf({ lines: [line], name });

  expect(errors).toEqual([expect.objectContaining({ field: 'name' })]);
});

test('text is trimmed, then counted in code points', async () => {
  const { status, body } = await post(JSON.stringify({ lines: [line], name: ' 😀😀😀😀😀\n' }));

  expect(status).toBe(200);
  expect(body.body).toMatchObject({ name: '😀😀😀😀😀' });
});

test('neither a payment token nor a misspelt one is repeated to anyone', async () => {
  const wrong = await post(JSON.stringify({ lines: [line], payment: { token: 'tok_secret'.repeat(3) } }));
  const misspelt = await post(JSON.stringify({ lines: [line], payment: { token: 1, tokn: 'tok_secret' } }));

  expect(wrong.body.errors).toEqual([
    expect.objectContaining({ field: 'payment.token', got: 'a string of 30 characters' }),
  ]);
  expect(wrong.text + misspelt.text).not.toContain('tok_secret');
});

test('long values are not sent back', async () => {
  const errors = await errorsOf({ lines: [{ ...line, sku: '€'.repeat(5_000) }] });

  expect(errors).toEqual([expect.objectContaining({ got: 'a string of 5000 characters' })]);
});

test('names of fields that objects have anyway are unknown fields like any other', async () => {
  const answer = await post('{"lines":[{"sku":"cup","quantity":1}],"__proto__":{"a":1},"constructor":1}');

  expect(answer.body.errors).toEqual([
    expect.objectContaining({ field: '__proto__', got: 'an object' }),
    expect.objectContaining({ field: 'constructor', got: 'a number' }),
  ]);
});

test('a body nested a thousand times over is refused, not fatal', async () => {
  const { status } = await post(`{"lines":${'['.repeat(30_000)}${']'.repeat(30_000)}}`);

  expect(status).toBe(400);
});

test('a route without a body ignores what comes, but not how much', async () => {
  const stop = { method: 'POST', path: '/things/1/stop' };

  expect((await ask({ ...stop, headers: alice })).status).toBe(200);
  expect(
    (await ask({ ...stop, headers: { ...alice, 'content-type': 'text/plain' }, body: 'now!' })).status,
  ).toBe(200);
  expect((await ask({ ...stop, headers: alice, body: ' '.repeat(65_537) })).status).toBe(413);
});
