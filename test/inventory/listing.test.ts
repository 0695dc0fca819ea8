import { cup, isNew, openShop, type Shop } from './shop';

let shop: Shop;
beforeEach(async () => (shop = await openShop()));
afterEach(() => shop.close());

const stocked = (...skus: readonly string[]) => Promise.all(skus.map((sku) => shop.stock.create(sku, cup)));

async function page(query: string) {
  const { status, body } = await shop.get(`/products?${query}`);
  expect(status).toBe(200);
  return {
    skus: (body.products as { sku: string }[]).map(({ sku }) => sku),
    cursor: body.cursor as string | undefined,
  };
}

test('an empty catalogue is one empty page', async () => {
  expect((await shop.get('/products')).body).toEqual({ products: [] });
});

test('products come by SKU, as they are now, and receipts are none', async () => {
  await stocked('b', 'a', 'B', '0');
  await shop.receive('a', { quantity: 3, reason: 'goods in' }, 'k');

  const { body } = await shop.get('/products');

  expect(body.products).toMatchObject([
    { sku: '0' },
    { sku: 'B' },
    { sku: 'a', available: 3, ...cup },
    { sku: 'b' },
  ]);
});

test('pages are full until the last, and the last has no cursor, also when it is full', async () => {
  await stocked('a', 'b', 'c', 'd');

  const first = await page('limit=2');
  const last = await page(`limit=2&cursor=${String(first.cursor)}`);

  expect(first.skus).toEqual(['a', 'b']);
  expect(last).toEqual({ skus: ['c', 'd'], cursor: undefined });
});

test('every product is on exactly one page', async () => {
  const skus = Array.from({ length: 23 }, (_, at) => `sku-${String(at).padStart(2, '0')}`);
  await stocked(...skus);

  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const next = await page(`limit=5${cursor === undefined ? '' : `&cursor=${cursor}`}`);
    seen.push(...next.skus);
    cursor = next.cursor;
  } while (cursor !== undefined);

  expect(seen).toEqual(skus);
});

test('a hundred products fit on a page', async () => {
  await stocked(...Array.from({ length: 101 }, (_, at) => `sku-${String(at).padStart(3, '0')}`));

  const { skus, cursor } = await page('limit=100');

  expect(skus).toHaveLength(100);
  expect((await page(`cursor=${String(cursor)}`)).skus).toEqual(['sku-100']);
});

test.each(['limit=0', 'limit=101', 'limit=x', 'cursor=x'])('%s is refused', async (query) => {
  const { status, body } = await shop.get(`/products?${query}`);

  expect([status, body.code]).toEqual([400, 'invalid_request']);
});

test('a page is full though the index gives fewer products at a time than it was asked for', async () => {
  const few = await openShop();
  for (const sku of ['a', 'b', 'c', 'd']) await few.put(sku, cup, isNew);
  few.db.middlewareStack.add(
    (next, { commandName }) =>
      (args) =>
        next(commandName === 'QueryCommand' ? { ...args, input: { ...args.input, Limit: 1 } } : args),
    { step: 'initialize' },
  );

  const { body } = await few.get('/products?limit=3');

  expect(body.products).toMatchObject([{ sku: 'a' }, { sku: 'b' }, { sku: 'c' }]);
  expect(body).toHaveProperty('cursor');
  await few.close();
});
