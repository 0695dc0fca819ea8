import { cursorTo } from '../../lambda/http/paging';
import { listOrders } from '../../lambda/order/read-orders';
import { call, openWorld, type TestWorld } from '../world';
import { customer, place } from './orders';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
  await world.stock('tea', 5);
});
afterAll(() => world.close());

const orderId = 'a'.repeat(32);
const createdAt = '2026-01-01T00:00:00.000Z';

function list(query: Readonly<Record<string, string>>) {
  return listOrders(world, { ...call(customer, '', undefined), query });
}

test('pages lead through all orders, newest first, each once', async () => {
  const placed: string[] = [];
  for (let count = 0; count < 3; count += 1) {
    world.passSeconds(1);
    placed.unshift((await place(world, 'tea')).body.orderId);
  }

  const listed: string[] = [];
  let cursor: string | undefined;
  do {
    const { body } = await list({ limit: '1', ...(cursor !== undefined && { cursor }) });
    const page = body as { orders: { orderId: string }[]; cursor?: string };
    expect(page.orders).toHaveLength(1);
    listed.push(...page.orders.map((order) => order.orderId));
    cursor = page.cursor;
  } while (cursor !== undefined);

  expect(listed).toEqual(placed);
});

test('a page that holds exactly what is left has no cursor', async () => {
  expect((await list({ limit: '3' })).body).not.toHaveProperty('cursor');
  expect((await list({ limit: '2' })).body).toHaveProperty('cursor');
});

test('a cursor may point to any time and order, there or not', async () => {
  expect((await list({ cursor: cursorTo(`orders of ${customer}`, [createdAt, orderId]) })).status).toBe(200);
});

test.each([
  ['an over-long time', [`${createdAt}${' '.repeat(3000)}`, orderId]],
  ['an over-long year', [`+0${'0'.repeat(3000)}`, orderId]],
  ['a time of another form', ['Thu, 01 Jan 2026 00:00:00 GMT', orderId]],
  ['a time without milliseconds', ['2026-01-01T00:00:00Z', orderId]],
  ['a time with something before it', [`x${createdAt}`, orderId]],
  ['no time', ['', orderId]],
  ['an id of another form', [createdAt, `${orderId}0`]],
  ['a third part', [createdAt, orderId, 'x']],
  ['one part', [createdAt]],
])('a forged cursor with %s is refused, and not an error of ours', async (_, key) => {
  const cursor = cursorTo(`orders of ${customer}`, key);

  await expect(list({ cursor })).rejects.toMatchObject({ status: 400, code: 'invalid_request' });
});
