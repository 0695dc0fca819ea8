import { contentionAt, meet } from '../trouble';
import { openWorld, type TestWorld } from '../world';
import { changePrice, placeLines } from './catalogue';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('a refusal for two currencies is not given from memory either where contention hid what became of one of them', async () => {
  await world.stock('kiwi', 10, { currency: 'USD' });
  await world.stock('lime', 10, { currency: 'USD' });
  const both = ['kiwi', 'lime'].map((sku) => ({ sku, quantity: 1 }));
  await placeLines(world, both, 'in dollars');
  await changePrice(world, 'kiwi', { unitPrice: 250, currency: 'EUR' });
  await changePrice(world, 'lime', { unitPrice: 300, currency: 'EUR' });
  const met = meet(world.db, 'TransactWriteItemsCommand', contentionAt(2));

  const reply = await placeLines(world, both, 'in euros');

  expect(met()).toBe(1);
  expect(reply).toMatchObject({ status: 201, body: { currency: 'EUR', total: 550 } });
});

test('products that have come to be of two currencies are refused, by what the catalogue says now', async () => {
  await world.stock('plum', 10);
  await world.stock('pear', 10);
  const both = ['pear', 'plum'].map((sku) => ({ sku, quantity: 1 }));
  await placeLines(world, both, 'of one');
  await changePrice(world, 'plum', { unitPrice: 250, currency: 'USD' });

  await expect(placeLines(world, both, 'of two')).rejects.toMatchObject({
    status: 400,
    extras: { errors: [{ field: 'lines', wanted: 'products of one currency', got: 'EUR, USD' }] },
  });
  expect(await world.stockItem('pear')).toMatchObject({ available: 9 });
});

test('an order that exists is found before any refusal that rests on memory', async () => {
  await world.stock('date', 10);
  const line = [{ sku: 'date', quantity: 1 }];
  const mixed = [...line, { sku: 'far', quantity: 1 }];
  await world.stock('far', 10);
  const first = await placeLines(world, mixed, 'replayed');
  await changePrice(world, 'far', { unitPrice: 250, currency: 'USD' });
  await world.prices.reread(['far']);

  const replay = await placeLines(world, mixed, 'replayed');

  expect(replay).toMatchObject({
    status: 200,
    body: { orderId: (first.body as { orderId: string }).orderId },
  });
});
