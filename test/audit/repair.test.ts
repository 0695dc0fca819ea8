import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { audit } from '../../lambda/audit/audit';
import { planRepairs, repair, type Repair } from '../../lambda/audit/repair';
import { place } from '../order/orders';
import { openWorld, tables, type TestWorld } from '../world';
import { runRepair, strand } from './repair-run';
import { tamper, tamperStock, teaStock } from './tamper';

let world: TestWorld;
beforeEach(async () => {
  world = await openWorld();
  await world.stock('tea', 10);
});
afterEach(async () => {
  jest.restoreAllMocks();
  await world.close();
});

const run = () => audit(world.books, world.now);
const planned = async () => planRepairs(await run())[0]!;
const write = (plan: Repair, id: string, db = world.db) =>
  repair({ db, inventory: tables.inventory, newId: () => id, now: world.now }, plan, 'counted by hand');
const receiptOf = (units: number) =>
  tamper(world, { table: 'Inventory', key: { sku: 'tea', entry: 'receipt#0' } }, ['quantity', units]);

/** A client whose writes go through `change`. */
function writingBy(change: (command: { readonly input: Record<string, unknown> }) => Promise<unknown>) {
  const send = (command: { readonly input: Record<string, unknown> }) =>
    'TransactItems' in command.input ? change(command) : world.db.send(command as never);
  return { send } as unknown as DynamoDBDocumentClient;
}

test('a repair makes stock agree with orders and receipts, and leaves a receipt', async () => {
  await place(world, 'tea', { quantity: 3 });
  await tamperStock(world, 'available', 9);

  const plan = await planned();
  const { moves } = await world.stockItem('tea');

  expect(plan).toMatchObject({ from: { available: 9 }, to: { received: 10, available: 7 }, quantity: 0 });
  expect(await write(plan, 'r1')).toBe('repaired');
  expect(await run()).toMatchObject({ clean: true, skus: [{ available: 7, drift: 0 }] });
  expect((await world.stockItem('tea')).moves).toBe(moves + 1);
});

test.each<[string, () => Promise<unknown>, number]>([
  ['sold', () => place(world, 'tea'), 8],
  ['received by hand', () => tamperStock(world, 'received', 11), 9],
  ['moved by hand on the shelf', () => tamperStock(world, 'available', 8), 8],
  ['moved and put back', () => tamper(world, { table: 'Inventory', key: teaStock }, ['moves', 9]), 9],
])('a repair of what was %s since it was counted writes nothing', async (_, happen, available) => {
  await strand(world);
  const plan = await planned();
  await happen();

  expect(await write(plan, 'r1')).toBe('moved');
  expect(await world.stockItem('tea')).toMatchObject({ available });
});

test('more committed than was ever received is repaired by a receipt for the missing units', async () => {
  await place(world, 'tea', { quantity: 10 });
  await receiptOf(8);

  const plan = await planned();
  await write(plan, 'r1');

  expect(plan).toMatchObject({ to: { received: 10, available: 0 }, quantity: 2 });
  expect(await run()).toMatchObject({ clean: true });
});

test('units received without a receipt go, as the receipts say, and a plan that was made is not made twice', async () => {
  await receiptOf(7);
  const plan = await planned();

  expect(plan).toMatchObject({ from: { received: 10 }, to: { received: 7, available: 7 }, quantity: 0 });
  expect([await write(plan, 'r1'), await write(plan, 'r2')]).toEqual(['repaired', 'moved']);
  expect(await run()).toMatchObject({ clean: true });
});

test('a repair whose answer was lost is recognised by its receipt', async () => {
  await strand(world);
  const plan = await planned();
  await write(plan, 'r1');

  const again = writingBy((command) => {
    command.input['ClientRequestToken'] = 'another';
    return world.db.send(command as never);
  });
  expect(await write(plan, 'r1', again)).toBe('repaired');
});

test.each([
  ['ThrottlingException', 'the store was too busy, nothing was written: run the repair again'],
  ['TimeoutError', 'no answer from the store, it may or may not have been written: run the repair again'],
  ['AccessDeniedException', 'AccessDeniedException: you may not: run the repair again'],
])('a write that ends in %s is named, and every other is made all the same', async (name, said) => {
  await world.stock('cup', 5);
  await strand(world, 'cup');
  await strand(world);
  let writes = 0;
  const db = writingBy(async (command) => {
    if ((writes += 1) === 1) throw Object.assign(new Error('you may not'), { name });
    return await world.db.send(command as never);
  });
  let clock = 0;
  jest.spyOn(performance, 'now').mockImplementation(() => (clock += 9_000)); // nobody waits until patience ends

  const { code, lines, report } = await runRepair(world, db);

  expect({ code, lines }).toEqual({ code: 1, lines: [`cup: ${said}`] });
  expect(report.skus).toMatchObject([
    { sku: 'cup', available: 4 },
    { sku: 'tea', available: 10 },
  ]);
});

test('a write whose answer never came ends with 1, though the books agree', async () => {
  await strand(world);
  const db = writingBy(async (command) => {
    await world.db.send(command as never);
    throw Object.assign(new Error('no answer'), { name: 'TimeoutError' });
  });
  let clock = 0;
  jest.spyOn(performance, 'now').mockImplementation(() => (clock += 9_000));

  expect(await runRepair(world, db)).toMatchObject({ code: 1, report: { clean: true } });
});
