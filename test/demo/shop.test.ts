import { createServer } from 'node:http';
import { insist, openShop } from '../../local/demo/shop';
import { listen } from '../../local/listen';

test('a buyer whose connection broke sends the same request again', async () => {
  const keys: unknown[] = [];
  const server = createServer((request, response) => {
    keys.push(request.headers['idempotency-key']);
    if (keys.length === 1) request.socket.destroy();
    else response.writeHead(201, { 'content-type': 'application/json' }).end('{}');
  });
  const shop = openShop(await listen(server, 0, '--port'));

  const { status } = await insist(shop, {
    method: 'POST',
    path: '/orders',
    headers: { 'idempotency-key': 'the same' },
    body: {},
  });

  expect(status).toBe(201);
  expect(keys).toEqual(['the same', 'the same']);
  shop.close();
  server.close();
});
