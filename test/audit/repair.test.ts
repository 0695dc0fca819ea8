import { audit } from '../../lambda/audit/audit';
import { planRepairs, repair } from '../../lambda/audit/repair';
import { place } from '../order/orders';
import { openWorld, type TestWorld } from '../world';
import { tamper, tamperStock } from './tamper';

let world: TestWorld;
beforeEach(async () => {
  world = await openWorld();
  await world.stock('tea', 10);
});
afterEach(() => world.close());

const run = () => audit(world.books, world.now);

test('a repair makes stock agree with orders and receipts, and leaves a receipt', async () => {
  await place(world, 'tea', { quantity: 3 });
  await tamperStock(world, 'available', 9);
  const books = { db: world.db, inventory: 'Inventory', newId: () => 'r1', now: world.now };

  const [plan] = planRepairs(await run());
  const done = await repair(books, plan!, 'counted by hand');

  expect(done).toBe('repaired');
  expect(plan).toMatchObject({ from: { available: 9 }, to: { received: 10, available: 7 }, quantity: 0 });
  expect(await run()).toMatchObject({ clean: true, skus: [{ available: 7, drift: 0 }] });
});

test('a repair of a SKU that has moved since it was counted writes nothing', async () => {
  await tamperStock(world, 'available', 9);
  const [plan] = planRepairs(await run());
  const books = { db: world.db, inventory: 'Inventory', newId: () => 'r1', now: world.now };
  await place(world, 'tea');

  expect(await repair(books, plan!, 'too late')).toBe('moved');
  expect(await world.stockItem('tea')).toMatchObject({ available: 8 });
});

test('more committed than was ever received is repaired by a receipt for the missing units', async () => {
  await place(world, 'tea', { quantity: 10 });
  await tamper(world, { table: 'Inventory', key: { sku: 'tea', entry: 'receipt#0' } }, ['quantity', 8]);
  const books = { db: world.db, inventory: 'Inventory', newId: () => 'r1', now: world.now };

  const [plan] = planRepairs(await run());
  await repair(books, plan!, 'two were never booked in');

  expect(plan).toMatchObject({ to: { received: 10, available: 0 }, quantity: 2 });
  expect(await run()).toMatchObject({ clean: true });
});
