import { cup, isNew, openShop, type Shop } from './shop';

let shop: Shop;
beforeEach(async () => (shop = await openShop()));
afterEach(() => shop.close());

const match = (etag: string) => ({ 'if-match': etag });

test('a product is created once, without stock, and shows its version as its ETag', async () => {
  const created = await shop.put('cup', { ...cup, name: '  A cup ' }, isNew);

  expect([created.status, created.headers.etag]).toEqual([201, '"1"']);
  expect(created.body).toEqual({
    sku: 'cup',
    ...cup,
    available: 0,
    version: 1,
    updatedAt: created.body.updatedAt,
  });
  expect(new Date(String(created.body.updatedAt)).toISOString()).toBe(created.body.updatedAt);
  expect((await shop.get('/products/cup')).body).toEqual(created.body);
});

test('a product is not created over another', async () => {
  await shop.put('cup', cup, isNew);

  const again = await shop.put('cup', { ...cup, unitPrice: 1 }, isNew);

  expect([again.status, again.body.code, again.body.version]).toEqual([412, 'stale_version', 1]);
  expect((await shop.get('/products/cup')).body.unitPrice).toBe(1_250);
});

test('a change raises the version by exactly one and leaves the stock alone', async () => {
  await shop.put('cup', cup, isNew);
  await shop.receive('cup', { quantity: 7, reason: 'goods in' }, 'k');

  const changed = await shop.put('cup', { ...cup, unitPrice: 990 }, match('"1"'));

  expect([changed.status, changed.headers.etag]).toEqual([200, '"2"']);
  expect(changed.body).toMatchObject({ unitPrice: 990, available: 7, version: 2 });
  expect((await shop.get('/products/cup')).body).toEqual(changed.body);
});

test('a change that changes nothing is a version too', async () => {
  await shop.put('cup', cup, isNew);

  expect((await shop.put('cup', cup, match('"1"'))).body.version).toBe(2);
});

test.each(['"2"', '"0"', '"01"', '1', 'W/"1"', '"1", "2"', '"one"', '""', '', '"99999999999999999999"'])(
  'If-Match: %s does not match version 1',
  async (etag) => {
    await shop.put('cup', cup, isNew);

    const { status, body } = await shop.put('cup', { ...cup, unitPrice: 1 }, match(etag));

    expect([status, body.code]).toEqual([412, 'stale_version']);
    expect((await shop.get('/products/cup')).body).toMatchObject({ unitPrice: 1_250, version: 1 });
  },
);

test('If-Match: * matches any version, but not none', async () => {
  await shop.put('cup', cup, isNew);
  await shop.put('cup', cup, match('"1"'));

  expect((await shop.put('cup', cup, match('*'))).body.version).toBe(3);
  expect((await shop.put('mug', cup, match('*'))).status).toBe(412);
  expect(await shop.items('mug')).toEqual([]);
});

test('a version of a product that is not there does not match', async () => {
  const { status, body } = await shop.put('mug', cup, match('"1"'));

  expect([status, body.code]).toEqual([412, 'stale_version']);
});

test.each([
  ['neither', {}],
  ['an If-None-Match that is not *', { 'if-none-match': '"1"' }],
  ['an empty If-None-Match', { 'if-none-match': '' }],
  ['such a one beside an If-Match', { 'if-none-match': '"2"', 'if-match': '"1"' }],
])('with %s a precondition is asked for', async (_, headers) => {
  await shop.put('cup', cup, isNew);

  const { status, body } = await shop.put('cup', cup, headers);

  expect([status, body.code]).toEqual([428, 'precondition_required']);
});

test('a product cannot be there and not be there', async () => {
  await shop.put('cup', cup, isNew);
  const both = { ...isNew, 'if-match': '*' };

  expect((await shop.put('cup', cup, both)).status).toBe(412);
  expect((await shop.put('mug', cup, both)).status).toBe(412);
});

test.each([
  ['name', ''],
  ['name', 'x'.repeat(201)],
  ['name', 7],
  ['name', 'a\u0007b'],
  ['unitPrice', 0],
  ['unitPrice', 100_000_000],
  ['unitPrice', 9.5],
  ['unitPrice', '9'],
  ['currency', 'eur'],
  ['currency', 'EURO'],
  ['currency', undefined],
  ['available', 5],
])('a %s of %p is refused and nothing is written', async (field, value) => {
  const { status, body } = await shop.put('cup', { ...cup, [field]: value }, isNew);

  expect([status, body.code]).toEqual([400, 'invalid_request']);
  expect(body.errors).toEqual([expect.objectContaining({ field })]);
  expect(await shop.items('cup')).toEqual([]);
});

test('the limits themselves are fine', async () => {
  const { status, body } = await shop.put(
    'x'.repeat(64),
    { name: '€'.repeat(200), unitPrice: 99_999_999, currency: 'JPY' },
    isNew,
  );

  expect([status, body.name]).toEqual([201, '€'.repeat(200)]);
});

test.each(['%2E%2E', 'a%20b', 'x'.repeat(65), '%ZZ', 'a%2Fb'])('%s in a path is no SKU', async (sku) => {
  const read = await shop.get(`/products/${sku}x%21`);
  const written = await shop.put(`${sku}x%21`, cup, isNew);
  const received = await shop.receive(`${sku}x%21`, { quantity: 1, reason: 'goods in' }, 'k');

  expect([read.status, read.body.code]).toEqual([404, 'unknown_sku']);
  expect(read.body.skus).toHaveLength(1);
  expect([written.status, received.status]).toEqual([400, 400]);
  expect(written.body.errors).toEqual([expect.objectContaining({ field: 'sku' })]);
});

test('an unknown SKU is named', async () => {
  const { status, body } = await shop.get('/products/mug');

  expect([status, body.code, body.skus]).toEqual([404, 'unknown_sku', ['mug']]);
});

test('an ETag does not stand for the stock: reading is never answered with 304', async () => {
  await shop.put('cup', cup, isNew);

  const { status } = await shop.ask({ path: '/products/cup', headers: { 'if-none-match': '"1"' } });

  expect(status).toBe(200);
});

test('a stock item has the attributes that orders and audits rely on', async () => {
  await shop.put('cup', cup, isNew);

  expect(await shop.items('cup')).toEqual([
    expect.objectContaining({
      sku: 'cup',
      entry: 'stock',
      catalogue: 'stock',
      ...cup,
      received: 0,
      available: 0,
      moves: 0,
      version: 1,
      writeId: expect.any(String) as string,
    }),
  ]);
});

test('health says that it is well', async () => {
  const { status, text } = await shop.get('/health');

  expect([status, text]).toEqual([200, '{"status":"ok"}']);
});
