import { askGateway, eventOf } from './doors';
import { alice, app, json, key } from './kernel';

const body = JSON.stringify({ lines: [{ sku: 'tasse-ä', quantity: 1 }] });
const posted = { method: 'POST', path: '/things', headers: { ...alice, ...json, ...key } };

test('a body in base64 is the body', async () => {
  const plain = await askGateway(app, eventOf({ ...posted, body }));
  const packed = await askGateway(app, eventOf({ ...posted, body: Buffer.from(body) }));

  expect(plain.body.errors).toHaveLength(1);
  expect(packed).toEqual(plain);
});

test('an event without lists of values is read too', async () => {
  const event = eventOf({ path: '/pages?limit=7' });

  const answer = await askGateway(app, {
    ...event,
    multiValueHeaders: null as never,
    multiValueQueryStringParameters: null,
  });

  expect(answer.body).toEqual({ limit: 7 });
});

test('the first of several values of a query parameter counts', async () => {
  const { body } = await askGateway(app, eventOf({ path: '/pages?limit=7&limit=8' }));

  expect(body).toEqual({ limit: 7 });
});

test('headers sent twice are one header, as over plain HTTP', async () => {
  const event = eventOf({ ...posted, body: JSON.stringify({ lines: [{ sku: 'cup', quantity: 1 }] }) });

  const { body } = await askGateway(app, {
    ...event,
    multiValueHeaders: { ...event.multiValueHeaders, 'Idempotency-Key': ['a', 'b'], 'idempotency-key': [] },
  });

  expect(body.key).toBe('a, b');
});

test('the path counts as it was sent: two dots are a parameter, not a step up', async () => {
  const { body } = await askGateway(app, { ...eventOf({}), path: '/things/..' });

  expect(body.params).toEqual({ id: '..' });
});

test('a query is passed on as it was decoded', async () => {
  const path = `/things?${new URLSearchParams({ q: 'a b&c=ü+%', empty: '' }).toString()}`;

  const { body } = await askGateway(app, eventOf({ path }));

  expect(body.query).toEqual({ q: 'a b&c=ü+%', empty: '' });
});

test('the length that a client declares does not decide what is read', async () => {
  const event = eventOf({ ...posted, body });

  const { status } = await askGateway(app, {
    ...event,
    multiValueHeaders: { ...event.multiValueHeaders, 'Content-Length': ['99999'] },
  });

  expect(status).toBe(400);
});

test('an answer is text, whatever its type', async () => {
  const { text, headers } = await askGateway(app, eventOf({ path: '/page' }));

  expect([text, headers['content-type']]).toEqual(['<p>é</p>', 'text/html']);
});

test('header values that are not bytes go in as the bytes that the client sent', async () => {
  const event = eventOf({ ...posted, body: '{}' });

  const { status, body } = await askGateway(app, {
    ...event,
    multiValueHeaders: { ...event.multiValueHeaders, 'content-type': ['€'] },
  });

  const sent = Buffer.from('€').toString('latin1');
  expect([status, body.detail]).toEqual([415, `content-type must be application/json, got ${sent}`]);
});
