import { busyForLong, freezePatience, meet, stillOnItsWay } from '../trouble';
import { cup, isNew, openShop, type Shop } from './shop';

let shop: Shop;
beforeEach(async () => (shop = await openShop()));
afterEach(() => shop.close());

const goodsIn = { quantity: 10, reason: 'goods in' };

test.each([
  ['short', { ...goodsIn, quantity: -10 }],
  ['of an unknown product', goodsIn],
])(
  'a receipt that is %s after a try without an answer may still be counted: the same key is to be sent again',
  async (which, receipt) => {
    if (which === 'short') await shop.put('cup', cup, isNew);
    meet(shop.db, 'TransactWriteItemsCommand', stillOnItsWay);

    const { status, body } = await shop.receive('cup', receipt, 'k');

    expect([status, body.code, body.retryable]).toEqual([500, 'outcome_unknown', true]);
    expect(body.detail).toContain('send the same key again');
    expect((await shop.receive('cup', receipt, 'k')).status).toBe(which === 'short' ? 409 : 404);
  },
);

test('a receipt that was counted before is a replay, also after a try without an answer', async () => {
  await shop.put('cup', cup, isNew);
  await shop.receive('cup', goodsIn, 'k');
  meet(shop.db, 'TransactWriteItemsCommand', stillOnItsWay);

  expect((await shop.receive('cup', goodsIn, 'k')).status).toBe(200);
});

test.each([
  ['a product that does not exist', 0, '"1"', 500],
  ['a version that has not come yet', 1, '"2"', 500],
  ['a version that is over', 2, '"1"', 412],
])('a change of %s after a try without an answer', async (_, versions, ifMatch, expected) => {
  if (versions > 0) await shop.put('cup', cup, isNew);
  if (versions > 1) await shop.put('cup', cup, { 'if-match': '"1"' });
  meet(shop.db, 'UpdateItemCommand', stillOnItsWay);

  const { status } = await shop.put('cup', cup, { 'if-match': ifMatch });

  expect(status).toBe(expected);
});

test('a product that exists is not made again, also after a try without an answer', async () => {
  await shop.put('cup', cup, isNew);
  meet(shop.db, 'PutItemCommand', stillOnItsWay);

  expect((await shop.put('cup', cup, isNew)).status).toBe(412);
});

test('a receipt that counts but cannot be shown, because the store is busy, is not `busy`', async () => {
  await shop.put('cup', cup, isNew);
  freezePatience();
  meet(shop.db, 'GetItemCommand', busyForLong);

  const { status, body } = await shop.receive('cup', goodsIn, 'k').finally(() => jest.useRealTimers());

  expect([status, body.code]).toEqual([500, 'outcome_unknown']);
  expect((await shop.receive('cup', goodsIn, 'k')).status).toBe(200);
});

test('who comes too late every time, though any version would do, is told that the store is busy', async () => {
  await shop.put('cup', cup, isNew);
  freezePatience();
  let rivals = 0;
  meet(
    shop.db,
    'UpdateItemCommand',
    async (send) => {
      jest.advanceTimersByTime(3_000);
      rivals += 1;
      if (rivals % 2 === 1) await shop.put('cup', cup, { 'if-match': `"${(rivals + 1) / 2}"` });
      return send();
    },
    { times: 20 },
  );

  const { status } = await shop.put('cup', cup, { 'if-match': '*' }).finally(() => jest.useRealTimers());

  expect(status).toBe(503);
  expect(rivals).toBeLessThan(20);
});
