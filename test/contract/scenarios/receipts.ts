import { errorsIn, problemIn, productIn, shortLinesIn } from '../shapes';
import { scenario, type Scenario } from '../scenario';
import { unique, type Shop } from '../shop';
import { atOnce, available, receive, refused, replayed, stocked, told } from '../shopping';
import type { Answer } from '../http';

export const receipts: readonly Scenario[] = [
  scenario('a receipt raises the stock and answers with the product', async (shop) => {
    const sku = await stocked(shop, 0);

    const answer = await receipt(shop, sku, { quantity: 100, reason: 'goods in' });

    expect(productIn(told(answer, 201))).toMatchObject({ sku, available: 100 });
    expect(replayed(answer)).toBe(false);
  }),

  scenario(
    'of fifty equal receipts at once one counts, and the others say that they are replays',
    async (shop) => {
      const sku = await stocked(shop, 0);
      const key = unique('key');

      const answers = await atOnce(50, () => receipt(shop, sku, { quantity: 7, reason: 'goods in' }, key));

      const originals = answers.filter((answer) => !replayed(answer));
      expect(originals.map(({ status }) => status)).toEqual(
        shop.faulty && originals.length === 0 ? [] : [201],
      );
      for (const answer of answers.filter(replayed)) told(answer, 200);
      expect(await available(shop, sku)).toBe(7);
    },
  ),

  scenario('a key of a receipt belongs to its sku, and to one request of it', async (shop) => {
    const [sku, other] = await Promise.all([stocked(shop, 0), stocked(shop, 0)]);
    const key = unique('key');
    await receive(shop, sku, 5, key);

    const reused = await receipt(shop, sku, { quantity: 6, reason: 'goods in' }, key);
    const elsewhere = await receipt(shop, other, { quantity: 6, reason: 'goods in' }, key);

    refused(reused, 422, 'idempotency_key_reused');
    told(elsewhere, 201);
    expect(await available(shop, sku)).toBe(5);
    expect(await available(shop, other)).toBe(6);
  }),

  scenario('a receipt that differs only in white space at the ends is the same receipt', async (shop) => {
    const sku = await stocked(shop, 0);
    const key = unique('key');

    await receipt(shop, sku, { quantity: 5, reason: 'goods in' }, key);
    const again = await receipt(shop, sku, { quantity: 5, reason: '  goods in ' }, key);

    expect(replayed(told(again, 200))).toBe(true);
    expect(await available(shop, sku)).toBe(5);
  }),

  scenario('damage lowers the stock, but never below nothing, and a refusal keeps no key', async (shop) => {
    const sku = await stocked(shop, 5);
    const key = unique('key');

    const tooMany = await receipt(shop, sku, { quantity: -6, reason: 'damage' }, key);
    const enough = await receipt(shop, sku, { quantity: -5, reason: 'damage' }, key);
    const replay = await receipt(shop, sku, { quantity: -5, reason: 'damage' }, key);

    expect(shortLinesIn(refused(tooMany, 409, 'insufficient_stock'))).toEqual([
      { sku, requested: 6, available: 5 },
    ]);
    expect(productIn(told(enough, 201, 200)).available).toBe(0);
    expect(replayed(told(replay, 200))).toBe(true);
    expect(await available(shop, sku)).toBe(0);
  }),

  scenario('bad receipts are refused field by field and move nothing', async (shop) => {
    const sku = await stocked(shop, 5);
    const bad: readonly [string, object][] = [
      ['quantity', { quantity: 0, reason: 'count' }],
      ['quantity', { quantity: 1_000_001, reason: 'count' }],
      ['quantity', { quantity: -1_000_001, reason: 'count' }],
      ['quantity', { quantity: 1.5, reason: 'count' }],
      ['quantity', { quantity: '5', reason: 'count' }],
      ['reason', { quantity: 5 }],
      ['reason', { quantity: 5, reason: ' ' }],
      ['reason', { quantity: 5, reason: 'r'.repeat(201) }],
      ['sku', { quantity: 5, reason: 'count', sku }],
    ];

    for (const [field, body] of bad) {
      const answer = await receipt(shop, sku, body);
      expect(errorsIn(refused(answer, 400, 'invalid_request'))).toMatchObject([{ field }]);
    }
    expect(await available(shop, sku)).toBe(5);
  }),

  scenario('a receipt for an unknown sku names it', async (shop) => {
    const sku = unique('none');

    const answer = await receipt(shop, sku, { quantity: 5, reason: 'goods in' });

    expect(problemIn(refused(answer, 404, 'unknown_sku'))['skus']).toEqual([sku]);
  }),

  scenario('restocking while others count: every receipt is in the sum', async (shop) => {
    const sku = await stocked(shop, 100);

    await atOnce(20, (n) => receive(shop, sku, n % 2 === 0 ? 3 : -2));

    expect(await available(shop, sku)).toBe(110);
  }),
];

async function receipt(shop: Shop, sku: string, body: object, key = unique('key')): Promise<Answer> {
  return await shop.admin.post(`/products/${sku}/receipts`, body, { 'idempotency-key': key });
}
