import { errorsIn, orderIn, productIn } from '../shapes';
import { scenario, type Scenario } from '../scenario';
import { unique } from '../shop';
import { atOnce, placed, receive, refused, stocked, told } from '../shopping';

const lamp = { name: 'A lamp', unitPrice: 1_250, currency: 'EUR' };

export const catalogue: readonly Scenario[] = [
  scenario('a product is created once: the second If-None-Match is stale', async (shop) => {
    const path = `/products/${unique('sku')}`;

    const created = await shop.admin.put(path, lamp, { 'if-none-match': '*' });
    const again = await shop.admin.put(path, lamp, { 'if-none-match': '*' });

    expect(productIn(told(created, 201))).toMatchObject({ ...lamp, available: 0 });
    refused(again, 412, 'stale_version');
  }),

  scenario('a product answers with its version in quotes as the ETag', async (shop) => {
    const sku = await stocked(shop, 3);

    const answer = told(await shop.admin.get(`/products/${sku}`), 200);

    expect(answer.headers.etag).toBe(`"${productIn(answer).version}"`);
    expect(productIn(answer)).toMatchObject({ ...lamp, sku, available: 3 });
  }),

  scenario('a change raises the version by exactly one, and a stale writer is told so', async (shop) => {
    const sku = await stocked(shop, 3);
    const before = await shop.admin.get(`/products/${sku}`);
    const etag = before.headers.etag ?? '';

    const changed = await shop.admin.put(
      `/products/${sku}`,
      { ...lamp, unitPrice: 1_300 },
      { 'if-match': etag },
    );
    const stale = await shop.admin.put(
      `/products/${sku}`,
      { ...lamp, unitPrice: 1_400 },
      { 'if-match': etag },
    );

    const after = productIn(told(changed, 200));
    expect(after).toMatchObject({ unitPrice: 1_300, available: 3, version: productIn(before).version + 1 });
    refused(stale, 412, 'stale_version');
  }),

  scenario('of twenty writers with one version exactly one is let through', async (shop) => {
    const sku = await stocked(shop, 0);
    const before = await shop.admin.get(`/products/${sku}`);
    const headers = { 'if-match': before.headers.etag ?? '' };

    const answers = await atOnce(20, (n) =>
      shop.admin.put(`/products/${sku}`, { ...lamp, unitPrice: 2_000 + n }, headers),
    );

    const won = answers.filter(({ status }) => status === 200);
    expect(won).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(19);
    const after = productIn(await shop.admin.get(`/products/${sku}`));
    expect(after).toEqual(productIn(won[0]!));
    expect(after.version).toBe(productIn(before).version + 1);
  }),

  scenario('a change needs a precondition that says which version it means', async (shop) => {
    const sku = await stocked(shop, 0);
    const path = `/products/${sku}`;
    const missing = `/products/${unique('none')}`;

    refused(await shop.admin.put(path, lamp), 428, 'precondition_required');
    refused(await shop.admin.put(path, lamp, { 'if-none-match': '"1"' }), 428, 'precondition_required');
    refused(await shop.admin.put(path, lamp, { 'if-match': '1' }), 412, 'stale_version');
    refused(await shop.admin.put(path, lamp, { 'if-match': '"999"' }), 412, 'stale_version');
    refused(await shop.admin.put(missing, lamp, { 'if-match': '*' }), 412, 'stale_version');
    refused(await shop.admin.put(missing, lamp, { 'if-match': '"1"' }), 412, 'stale_version');
    told(await shop.admin.put(path, lamp, { 'if-match': '*' }), 200);
  }),

  scenario('a stock movement leaves the version alone', async (shop) => {
    const sku = await stocked(shop, 0);
    const before = productIn(await shop.admin.get(`/products/${sku}`));

    await receive(shop, sku, 5);
    await placed(await shop.customer(), [{ sku, quantity: 2 }]);

    const after = productIn(await shop.admin.get(`/products/${sku}`));
    expect(after).toMatchObject({ version: before.version, available: 3 });
  }),

  scenario(
    'text is stored without the white space at its ends, and counted in code points without it',
    async (shop) => {
      const path = `/products/${unique('sku')}`;
      const lamps = '💡'.repeat(200);

      const longest = await shop.admin.put(
        path,
        { ...lamp, name: `  ${lamps} \n` },
        { 'if-none-match': '*' },
      );
      const tooLong = await shop.admin.put(path, { ...lamp, name: `${lamps}!` }, { 'if-match': '*' });
      const empty = await shop.admin.put(path, { ...lamp, name: '   ' }, { 'if-match': '*' });

      expect(productIn(told(longest, 201)).name).toBe(lamps);
      for (const answer of [tooLong, empty]) {
        expect(errorsIn(refused(answer, 400, 'invalid_request'))).toMatchObject([{ field: 'name' }]);
      }
    },
  ),

  scenario('bad products are refused field by field', async (shop) => {
    const path = `/products/${unique('sku')}`;
    const bad: readonly [string, object][] = [
      ['name', { ...lamp, name: 'a\u0007b' }],
      ['name', { ...lamp, name: 'a\u009fb' }],
      ['name', { unitPrice: 1, currency: 'EUR' }],
      ['unitPrice', { ...lamp, unitPrice: 0 }],
      ['unitPrice', { ...lamp, unitPrice: 100_000_000 }],
      ['unitPrice', { ...lamp, unitPrice: 12.5 }],
      ['unitPrice', { ...lamp, unitPrice: '1250' }],
      ['currency', { ...lamp, currency: 'eur' }],
      ['currency', { ...lamp, currency: 'EURO' }],
      ['colour', { ...lamp, colour: 'red' }],
    ];

    for (const [field, body] of bad) {
      const answer = await shop.admin.put(path, body, { 'if-none-match': '*' });
      expect(errorsIn(refused(answer, 400, 'invalid_request'))).toMatchObject([{ field }]);
    }
    refused(await shop.admin.get(path), 404, 'unknown_sku');
  }),

  scenario('an order is priced by the catalogue as it is, not as it was remembered', async (shop) => {
    const sku = await stocked(shop, 10);
    const customer = await shop.customer();

    const before = await placed(customer, [{ sku, quantity: 2 }]);
    told(await shop.admin.put(`/products/${sku}`, { ...lamp, unitPrice: 99 }, { 'if-match': '*' }), 200);
    const after = await placed(customer, [{ sku, quantity: 2 }]);

    expect(before).toMatchObject({ total: 2_500, lines: [{ sku, quantity: 2, unitPrice: 1_250 }] });
    expect(after).toMatchObject({
      total: 198,
      currency: 'EUR',
      lines: [{ sku, quantity: 2, unitPrice: 99 }],
    });
    const kept = orderIn(await customer.get(`/orders/${before.orderId}`));
    expect(kept.total).toBe(2_500);
  }),
];
