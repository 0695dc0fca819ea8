import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { STOCK_LIMIT } from '../../lambda/inventory/stock-store';
import { cup, isNew, openShop, TABLE, type Shop } from './shop';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
  await shop.put('cup', cup, isNew);
});
afterEach(() => shop.close());

const goodsIn = { quantity: 10, reason: 'goods in' };

async function counts() {
  const stock = (await shop.items('cup')).find(({ entry }) => entry === 'stock');
  return {
    received: stock?.received,
    available: stock?.available,
    moves: stock?.moves,
    version: stock?.version,
  };
}

test('goods come in once, and the version stays', async () => {
  const { status, body, headers } = await shop.receive('cup', goodsIn, 'k');

  expect([status, headers.etag, headers['idempotent-replayed']]).toEqual([201, '"1"', undefined]);
  expect(body).toMatchObject({ sku: 'cup', available: 10, version: 1 });
  expect(await counts()).toEqual({ received: 10, available: 10, moves: 1, version: 1 });
});

test('a receipt sent again changes nothing and shows the product as it is now', async () => {
  await shop.receive('cup', goodsIn, 'k');
  await shop.receive('cup', { quantity: 5, reason: 'more' }, 'other');

  const replay = await shop.receive('cup', { reason: ' goods in ', quantity: 10.0 }, 'k');

  expect([replay.status, replay.headers['idempotent-replayed']]).toEqual([200, 'true']);
  expect(replay.body.available).toBe(15);
  expect(await counts()).toMatchObject({ received: 15, moves: 2 });
});

test.each([
  ['another quantity', { ...goodsIn, quantity: 11 }],
  ['another reason', { ...goodsIn, reason: 'count' }],
  ['a quantity that could not be taken out', { ...goodsIn, quantity: -1_000 }],
])('a key with %s is refused, whatever the stock', async (_, body) => {
  await shop.receive('cup', goodsIn, 'k');

  const reused = await shop.receive('cup', body, 'k');

  expect([reused.status, reused.body.code]).toEqual([422, 'idempotency_key_reused']);
  expect(await counts()).toMatchObject({ received: 10, available: 10, moves: 1 });
});

test('a key belongs to its SKU', async () => {
  await shop.put('mug', cup, isNew);
  await shop.receive('cup', goodsIn, 'k');

  expect((await shop.receive('mug', { quantity: 3, reason: 'other goods' }, 'k')).status).toBe(201);
});

test('keys are compared exactly', async () => {
  await shop.receive('cup', goodsIn, 'k');

  expect((await shop.receive('cup', goodsIn, 'K')).status).toBe(201);
});

test('damage lowers both counts', async () => {
  await shop.receive('cup', goodsIn, 'k');

  const { status, body } = await shop.receive('cup', { quantity: -10, reason: 'broken' }, 'damage');

  expect([status, body.available]).toEqual([201, 0]);
  expect(await counts()).toMatchObject({ received: 0, available: 0, moves: 2 });
});

test('no more goes out than is there, and the key may be used again', async () => {
  await shop.receive('cup', goodsIn, 'k');

  const short = await shop.receive('cup', { quantity: -11, reason: 'broken' }, 'damage');

  expect([short.status, short.body.code]).toEqual([409, 'insufficient_stock']);
  expect(short.body.lines).toEqual([{ sku: 'cup', requested: 11, available: 10 }]);
  expect(await counts()).toMatchObject({ received: 10, available: 10, moves: 1 });
  expect((await shop.receive('cup', { quantity: -10, reason: 'broken' }, 'damage')).status).toBe(201);
});

test.each([1, -1])('a receipt of %d for an unknown SKU names it and leaves nothing', async (quantity) => {
  const { status, body } = await shop.receive('mug', { quantity, reason: 'goods in' }, 'k');

  expect([status, body.code, body.skus]).toEqual([404, 'unknown_sku', ['mug']]);
  expect(await shop.items('mug')).toEqual([]);
});

test.each([
  ['quantity', 0],
  ['quantity', -0],
  ['quantity', 1_000_001],
  ['quantity', -1_000_001],
  ['quantity', 1.5],
  ['quantity', '1'],
  ['quantity', undefined],
  ['reason', ''],
  ['reason', '   '],
  ['reason', 'x'.repeat(201)],
  ['reason', undefined],
  ['sku', 'cup'],
])('a %s of %p is refused', async (field, value) => {
  const { status, body } = await shop.receive('cup', { ...goodsIn, [field]: value }, 'k');

  expect(status).toBe(400);
  expect(body.errors).toEqual([expect.objectContaining({ field })]);
  expect(await counts()).toMatchObject({ moves: 0 });
});

test.each(['', ' ', 'k'.repeat(256)])('a receipt with the key "%s" is refused', async (key) => {
  const { status, body } = await shop.receive('cup', goodsIn, key);

  expect([status, body.code]).toEqual([400, 'idempotency_key_required']);
});

test('a customer counts no goods', async () => {
  const { status } = await shop.ask({
    method: 'POST',
    path: '/products/cup/receipts',
    headers: { authorization: 'Bearer alice' },
  });

  expect(status).toBe(403);
});

test('a receipt says who counted what and why, and not with which key', async () => {
  await shop.receive('cup', goodsIn, 'a key that tells');

  const [receipt] = (await shop.items('cup')).filter(({ entry }) => String(entry).startsWith('receipt#'));

  expect(receipt).toMatchObject({ quantity: 10, reason: 'goods in', by: 'admin' });
  expect(JSON.stringify(receipt)).not.toContain('a key that tells');
});

test('units are never counted beyond what a number can hold', async () => {
  const set = new UpdateCommand({
    TableName: TABLE,
    Key: { sku: 'cup', entry: 'stock' },
    UpdateExpression: 'SET received = :most, available = :most',
    ExpressionAttributeValues: { ':most': STOCK_LIMIT - 5 },
  });
  await shop.db.send(set);

  const beyond = await shop.receive('cup', { ...goodsIn, quantity: 6 }, 'k');
  const within = await shop.receive('cup', { ...goodsIn, quantity: 5 }, 'k');

  expect([beyond.status, beyond.body.code]).toEqual([400, 'invalid_request']);
  expect([within.status, within.body.available]).toEqual([201, STOCK_LIMIT]);
});
