import { askGateway, askPlain, eventOf, type Sent } from './doors';
import { alice, app, json, key } from './kernel';

/**
 * A pattern whose time grows by the square of its input's length needs minutes for these, one that grows faster never ends:
 * the suite's own time limit is what fails then. Read in proportion to their length they take milliseconds.
 */
const MANY = 400_000;
const many = (text: string) => text.repeat(MANY / text.length);

const posted = (headers: Readonly<Record<string, string>>): Sent => ({
  ...{ method: 'POST', path: '/things', body: '{}' },
  headers: { ...alice, ...json, ...key, ...headers },
});

const typed = (type: string) => posted({ 'content-type': type });

test.each([
  ['spaces after the type', typed(`application/json${many(' ')}x`), 415],
  ['tabs after the type', typed(`application/json${many('\t')}x`), 415],
  ['spaces after the charset', typed(`application/json; charset=utf-8${many(' ')}x`), 415],
  ['spaces around the charset', typed(`application/json;${many(' ')}charset${many(' ')}=${many(' ')}x`), 415],
  ['semicolons', typed(`application/json${many(';')}x`), 415],
  ['semicolons and spaces', typed(`application/json${many(' ;')}x`), 415],
  ['parts of a type', typed(`application/${many('a+')}x`), 415],
  ['charsets', typed(`application/json${many(';charset=utf-8')}`), 415],
  ['spaces in an encoding', posted({ 'content-encoding': `gzip${many(' ')}x` }), 415],
  ['spaces before a token', posted({ authorization: `Bearer${many(' ')}a b` }), 401],
  ['spaces after a token', posted({ authorization: `Bearer a${many(' ')}b` }), 401],
  ['spaces in a key', posted({ 'idempotency-key': `a${many(' ')}b` }), 400],
  ['letters in a key', posted({ 'idempotency-key': `${many('a')}\u00e9` }), 400],
  ['slashes in a path', { path: `/things/${many('/')}` }, 404],
  ['escapes in a path', { path: `/things/${many('%41')}` }, 200],
  ['broken escapes in a path', { path: `/things/${many('%ff')}` }, 200],
  ['digits in a limit', { path: `/pages?limit=${many('0')}x` }, 400],
  ['letters in a cursor', { path: `/pages?cursor=${many('A')}` }, 400],
  ['parameters of one name', { path: `/things?${many('a=&')}` }, 200],
  ['question marks', { path: `/things?${many('?')}` }, 200],
])('hundreds of thousands of %s are no work worth naming', async (_, sent, status) => {
  expect((await askPlain(app, sent)).status).toBe(status);
  expect((await askGateway(app, eventOf(sent))).status).toBe(status);
});

test('a body in chunks of one byte is read as one', async () => {
  const text = JSON.stringify({ lines: [{ sku: 'cup', quantity: 1 }] }).padEnd(65_536);
  const bytes = Buffer.from(text);
  const state = { at: 0 };
  const body = new ReadableStream({
    pull: (controller) => {
      if (state.at === bytes.length) controller.close();
      else controller.enqueue(bytes.subarray(state.at, (state.at += 1)));
    },
  });
  const init = {
    method: 'POST',
    headers: { ...alice, ...json, ...key },
    body,
    duplex: 'half',
  } as RequestInit;

  const response = await app.fetch(new Request('http://127.0.0.1/things', init));

  expect(await response.json()).toMatchObject({ body: { lines: [{ sku: 'cup', quantity: 1 }] } });
});
