import { openWorld, type TestWorld } from '../world';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('so many prices are remembered and no more: the oldest is read again', async () => {
  const seenOf = (sku: string) => ({
    sku,
    seen: { sku, unitPrice: 1, currency: 'EUR', version: 1, available: 1 },
  });
  const skus = Array.from({ length: 10_001 }, (_, index) => `many-${index}`);

  world.prices.correct(skus.map(seenOf));

  expect(await world.prices.recall(['many-0'])).toEqual([]); // the catalogue has no such product
  expect(await world.prices.recall(['many-1'])).toMatchObject([{ sku: 'many-1' }]);
});

test('a product that is found to be gone is forgotten, whoever finds it', async () => {
  const seen = { unitPrice: 1, currency: 'EUR', version: 1, available: 1 };
  const remember = () => world.prices.correct([{ sku: 'ghost', seen: { sku: 'ghost', ...seen } }]);

  remember();
  await world.prices.reread(['ghost']);
  expect(await world.prices.recall(['ghost'])).toEqual([]);
  remember();
  world.prices.correct([{ sku: 'ghost' }]);
  expect(await world.prices.recall(['ghost'])).toEqual([]);
});
