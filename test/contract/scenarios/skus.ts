import { pageIn, problemIn, productShape } from '../shapes';
import { scenario, type Scenario } from '../scenario';
import { unique, type Caller } from '../shop';
import { eventually, refused, stocked, told } from '../shopping';

const lamp = { name: 'A lamp', unitPrice: 1_250, currency: 'EUR' };

export const skus: readonly Scenario[] = [
  scenario('a sku that cannot exist is unknown to readers and invalid to writers', async (shop) => {
    for (const sku of ['has%20space', '%2E%2E', 'x'.repeat(65), 'caf%C3%A9']) {
      refused(await shop.admin.get(`/products/${sku}`), 404, 'unknown_sku');
      const put = await shop.admin.put(`/products/${sku}`, lamp, { 'if-none-match': '*' });
      const receipt = await shop.admin.post(
        `/products/${sku}/receipts`,
        { quantity: 1, reason: 'goods in' },
        { 'idempotency-key': unique('key') },
      );
      refused(put, 400, 'invalid_request');
      refused(receipt, 400, 'invalid_request');
    }
    const longest = `${unique('a.B_c')}-${'x'.repeat(64)}`.slice(0, 64);
    told(await shop.admin.put(`/products/${longest}`, lamp, { 'if-none-match': '*' }), 201);
  }),

  scenario('an unknown sku is named', async (shop) => {
    const sku = unique('none');

    const answer = await shop.admin.get(`/products/${sku}`);

    expect(problemIn(refused(answer, 404, 'unknown_sku'))['skus']).toEqual([sku]);
  }),

  scenario('the catalogue comes by sku in full pages', async (shop) => {
    const prefix = unique('page');
    const mine = Array.from({ length: 5 }, (_, n) => `${prefix}.${n}`);
    await Promise.all(mine.map(async (sku) => await stocked(shop, 1, { sku })));

    const seenSkus = await eventually(
      'five new products in the list',
      async () => await allSkus(shop.admin, 2),
      (seen) => seen.filter((sku) => sku.startsWith(prefix)).length === 5,
    );

    expect(seenSkus.filter((sku) => sku.startsWith(prefix))).toEqual(mine);
    expect([...seenSkus].sort()).toEqual(seenSkus);
  }),

  scenario(
    'a limit or cursor that makes no sense is refused, and any other query is ignored',
    async (shop) => {
      const customer = await shop.customer();
      for (const path of ['/products', '/orders']) {
        for (const query of ['limit=0', 'limit=101', 'limit=ten', 'limit=1.5', 'limit=', 'cursor=nonsense']) {
          refused(await customer.get(`${path}?${query}`), 400, 'invalid_request');
        }
        told(await customer.get(`${path}?colour=red&limit=100`), 200);
      }
    },
  ),
];

/** Walks all pages; each but the last has to be full. */
async function allSkus(caller: Caller, limit: number): Promise<string[]> {
  const skus: string[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page = pageIn(
      told(await caller.get(`/products?limit=${limit}${query}`), 200),
      'products',
      productShape,
    );
    if (page.cursor !== undefined) expect(page.items).toHaveLength(limit);

    skus.push(...page.items.map(({ sku }) => sku));
    cursor = page.cursor;
  }
  return skus;
}
