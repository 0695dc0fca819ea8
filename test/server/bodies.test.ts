import { closeServers, head, serve } from './served';
import { eventually, wire } from './wire';

afterEach(closeServers);

const good = JSON.stringify({ lines: [{ sku: 'cup', quantity: 1 }] });
const posted = (length: string, token = 'alice') =>
  head(
    ...['POST /things HTTP/1.1', 'host: shop', `authorization: Bearer ${token}`],
    ...['content-type: application/json', 'idempotency-key: k', length],
  );
const next = head('GET /things HTTP/1.1', 'host: shop', 'connection: close');

/** The statuses of all answers, and whether the first one closes the connection. */
function told(text: string) {
  const [first = ''] = text.split('\r\n\r\n');
  return {
    statuses: [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status)),
    closes: /^connection: close$/im.test(first),
  };
}

test.each([
  ['65,536 bytes', 65_536, 200],
  ['a byte more', 65_537, 413],
  ['megabytes', 8_000_000, 413],
])(
  'a body of %s is read to its end, and the connection is good for the next request',
  async (_, length, status) => {
    const client = wire(await serve());
    client.write(posted(`content-length: ${length}`) + good.padEnd(length) + next);

    expect(told(await client.closed)).toEqual({ statuses: [status, 200], closes: false });
  },
);

test('a body in pieces is one body', async () => {
  const client = wire(await serve());
  client.write(`${posted('transfer-encoding: chunked')}${good.length.toString(16)}\r\n`);
  for (const letter of good) client.write(letter);
  client.write(`\r\n0\r\n\r\n`);

  expect(await client.until(/\}$/)).toContain(`"body":${good}`);
});

test.each([
  ['declared longer than is read', 'alice', 413],
  ['declared longer than is read, from nobody', 'expired', 401],
])('a body that is %s is answered before it comes, and the connection closed', async (_, token, status) => {
  const client = wire(await serve());
  client.write(posted('content-length: 10485761', token));

  expect(told(await client.closed)).toEqual({ statuses: [status], closes: true });
});

test('a body of the longest length that is read is waited for', async () => {
  const client = wire(await serve());
  client.write(posted('content-length: 10485760'));
  client.write('x'.repeat(10_485_760));
  client.write(next);

  expect(told(await client.closed)).toEqual({ statuses: [413, 200], closes: false });
});

test('a body without end is answered when enough of it has come, and the connection closed', async () => {
  const client = wire(await serve());
  const state = { closed: false };
  client.write(posted('transfer-encoding: chunked'));
  client.closed.finally(() => (state.closed = true)).catch(() => undefined);
  const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`;
  const answer = client.until(/HTTP/);
  for (let sent = 0; sent <= 10_485_760; sent += 65_536) client.write(chunk);

  expect(told(await answer)).toEqual({ statuses: [413], closes: true });
  await eventually(() => state.closed);
});
