import { orderIdOf } from '../../lambda/order/demand';
import { wire } from '../server/wire';
import { openGround, type Ground } from './servers';

let ground: Ground;

beforeAll(async () => {
  ground = await openGround();
  await ground.world.stock('cup', 100_000);
});
afterAll(async () => await ground.close());

const order = (payment: string) => ({
  lines: [{ sku: 'cup', quantity: 1 }],
  shipTo: { name: 'Alice', postcode: '10115', address: '1 Main Street' },
  payment: { token: payment },
});

async function buy(url: string, key: string, payment = 'tok_ok') {
  const answer = await fetch(`${url}/orders`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${ground.token}`,
      'content-type': 'application/json',
      'idempotency-key': key,
    },
    body: JSON.stringify(order(payment)),
  });
  return { status: answer.status, body: (await answer.json()) as { orderId: string; status: string } };
}

async function eventually(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 25));
}

test('a server that is told to stop under load answers every request, and ends with 0', async () => {
  const api = await ground.start('api');
  const healthy = async () => (await fetch(`${api.url}/health`)).status === 200;
  const state = { balanced: true };
  const statuses: number[] = [];
  const shopper = async (name: number) => {
    for (let n = 0; state.balanced; n += 1) statuses.push((await buy(api.url, `${name}-${n}`)).status);
  };

  const shoppers = [1, 2, 3, 4].map(shopper);
  await eventually(async () => statuses.length > 20);
  const slow = buy(api.url, 'slow', 'tok_slow'); // its card takes two seconds, longer than the balancer waits
  await eventually(async () => (await find(orderIdOf('alice', 'slow')))?.status === 'paying');
  api.terminate();
  const before = statuses.length;
  await eventually(async () => !(await healthy()));
  state.balanced = false; // what a balancer does when the health check fails
  await Promise.all(shoppers);

  expect((await slow).status).toBe(201);
  expect(new Set(statuses)).toEqual(new Set([201]));
  expect(statuses.length).toBeGreaterThan(before);
  expect(await api.exitCode).toBe(0);
  expect(await sold()).toBe(statuses.length + 1);
});

test('a container counts its business and its requests for Prometheus, by route and not by path', async () => {
  const api = await ground.start('api');

  await buy(api.url, 'counted');
  await fetch(`${api.url}/products/cup`);
  const answer = await fetch(`${api.metricsUrl}/metrics`);
  const text = await answer.text();

  expect(answer.headers.get('content-type')).toContain('text/plain');
  expect(text).toContain('holdfast_business_total{measure="accepted",stage="test"} 1');
  expect(text).toMatch(/holdfast_http_request_seconds_count\{.*route="\/products\/\{sku\}".*\} 1/);
  expect((await fetch(`${api.url}/metrics`)).status).toBe(404);
  api.terminate();
  expect(await api.exitCode).toBe(0);
});

test('slow bodies keep no buyer from a turn, and who hangs up is no error of the server', async () => {
  const api = await ground.start('api');
  const head = `host: shop\r\nauthorization: Bearer ${ground.token}\r\ncontent-type: application/json`;
  const slow = Array.from({ length: 60 }, () => wire(Number(new URL(api.url).port)));
  for (const [n, { write }] of slow.entries())
    write(`POST /orders HTTP/1.1\r\n${head}\r\nidempotency-key: slow-${n}\r\ncontent-length: 99\r\n\r\n{`);

  expect((await fetch(`${api.url}/products`)).status).toBe(200);
  expect((await buy(api.url, 'beside slow ones')).status).toBe(201);
  for (const { hangUp } of slow) hangUp();
  expect((await fetch(`${api.url}/products`)).status).toBe(200);
  api.terminate();

  expect(await api.exitCode).toBe(0);
  expect(api.log()).toContain('"message":"stopping"');
  expect(api.log()).not.toMatch(/ERROR|WARN|aborted/);
});

test('a worker ships what is paid, deletes it, leaves what it cannot read, and ends with 0', async () => {
  const api = await ground.start('api');
  const worker = await ground.start('worker');
  const { orderId } = (await buy(api.url, 'to ship')).body;

  await send('this is no message');
  await send(JSON.stringify({ customerId: 'alice', orderId }));
  await eventually(async () => (await find(orderId))?.status === 'shipped');
  worker.terminate();

  expect(await worker.exitCode).toBe(0);
  expect(await left()).toEqual({ hidden: 1, waiting: 0 });
  api.terminate();
  await api.exitCode;
});

async function find(orderId: string) {
  return await ground.world.orders.find('alice', orderId);
}

async function sold(): Promise<number> {
  const { received, available } = await ground.world.stockItem('cup');
  return received - available;
}

async function send(MessageBody: string): Promise<void> {
  await ground.callSqs('SendMessage', { QueueUrl: ground.queues.shipping, MessageBody });
}

async function left() {
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const { Attributes } = await ground.callSqs<{ Attributes: Record<(typeof names)[number], string> }>(
    'GetQueueAttributes',
    { QueueUrl: ground.queues.shipping, AttributeNames: names },
  );
  return { hidden: Number(Attributes[names[1]]), waiting: Number(Attributes[names[0]]) };
}
