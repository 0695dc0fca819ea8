import { type Endpoint, openEndpoint, raw, text } from './endpoint';
import { openEngine } from '../../local/dynamodb/engine';
import { serveEngine } from '../../local/dynamodb/server';

let shop: Endpoint;
beforeAll(async () => (shop = await openEndpoint()));
afterAll(() => shop.close());

test.each(['{"TableName":', '', '[]', '"text"', 'null'])('the body %j is malformed: 400', async (body) => {
  const answer = await raw(shop.url, 'GetItem', body);

  expect(answer.status).toBe(400);
  expect(answer.body['__type']).toContain('SerializationException');
});

test.each([
  ['PutItem', { TableName: 'Shop', Item: { pk: null } }],
  ['PutItem', { TableName: 'Shop', Item: { pk: { S: 7 } } }],
  ['BatchWriteItem', { RequestItems: { Shop: [null] } }],
  ['TransactWriteItems', { TransactItems: [null] }],
  ['TransactGetItems', { TransactItems: [{}] }],
  ['UpdateItem', { TableName: 'Shop', Key: { pk: text('a') }, ExpressionAttributeValues: { ':v': null } }],
  ['Query', { TableName: 'Shop', KeyConditions: null }],
])("%s with a value out of place is the caller's mistake, not the engine's", async (operation, body) => {
  const { status } = await raw(shop.url, operation, body);

  expect(status).toBe(400);
});

test('GET answers a line of health', async () => {
  const answer = await fetch(shop.url);

  expect(answer.status).toBe(200);
  expect(await answer.text()).toMatch(/^healthy: dynamodb/);
});

test('a call to no operation is unknown', async () => {
  const answer = await fetch(shop.url, { method: 'POST', body: '{}' });

  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({
    __type: expect.stringContaining('UnknownOperationException') as unknown,
  });
});

test('a request of more than 16 MB is too large', async () => {
  const answer = await fetch(shop.url, {
    method: 'POST',
    headers: { 'x-amz-target': 'DynamoDB_20120810.PutItem' },
    body: 'x'.repeat(17 * 1024 * 1024),
  });

  expect(answer.status).toBe(413);
});

test('a taken port is said to be taken', async () => {
  const engine = await openEngine();

  const second = serveEngine(engine, Number(new URL(shop.url).port));

  await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('what is in the request beside the table stays as the caller wrote it', async () => {
  const body = { TableName: 'Shop', Item: { pk: text('kept'), n: { N: '1.0' } } };

  await shop.engine.call('PutItem', body);

  expect(body).toEqual({ TableName: 'Shop', Item: { pk: text('kept'), n: { N: '1.0' } } });
});
