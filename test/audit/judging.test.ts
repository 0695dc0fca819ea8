import { audit, findsWrong } from '../../lambda/audit/audit';
import { planRepairs } from '../../lambda/audit/repair';
import { cancel, place } from '../order/orders';
import { openWorld, type TestWorld } from '../world';
import { strand } from './repair-run';
import { tamper, tamperStock, teaStock } from './tamper';
import { whileCounting } from './while-counting';

let world: TestWorld;
beforeEach(async () => {
  world = await openWorld();
  await world.stock('tea', 10);
});
afterEach(() => world.close());

const sale = () => place(world, 'tea');
const nothing = async () => undefined;

test('a product that is sold during every count is not judged, and an audit that could not judge is not clean', async () => {
  const { books, passes } = whileCounting(world, sale, sale);

  const found = await audit(books, world.now);

  expect(passes()).toBe(2);
  expect(found).toMatchObject({
    clean: false,
    unjudged: ['tea'],
    skus: [{ sku: 'tea', received: 10, available: 8, committed: 1, drift: 0, unsettled: true }],
  });
  expect(findsWrong(found)).toBe(false);
});

test('a product that stood still in one count and agreed is right, whatever it did in the others', async () => {
  const first = whileCounting(world, nothing, sale);
  const other = whileCounting(world, sale, nothing);
  await world.stock('cup', 1);
  await strand(world, 'cup'); // so that there is a second pass

  expect((await audit(first.books, world.now)).unjudged).toEqual([]);
  expect((await audit(other.books, world.now)).unjudged).toEqual([]);
});

test('a coincidence hides no difference: a stranded unit and a cancellation while it was counted are not clean', async () => {
  const orders = [await sale(), await sale()];
  await strand(world);
  const cancelling = orders.map(
    ({ body }) =>
      () =>
        cancel(world, body.orderId),
  );

  expect(await audit(whileCounting(world, ...cancelling).books, world.now)).toMatchObject({
    clean: false,
    unjudged: ['tea'],
  });
});

test('where a person waits a product gets four chances to stand still, and no more readings than it needs', async () => {
  const late = whileCounting(world, sale, sale, sale);
  const early = whileCounting(world, sale);
  const never = whileCounting(world, sale, sale, sale, sale, sale);

  expect(await audit(late.books, world.now, 4)).toMatchObject({ clean: true, unjudged: [] });
  expect(await audit(early.books, world.now, 4)).toMatchObject({ clean: true, unjudged: [] });
  expect(await audit(never.books, world.now, 4)).toMatchObject({ clean: false, unjudged: ['tea'] });
  expect([late.passes(), early.passes(), never.passes()]).toEqual([4, 2, 4]);
});

test('at rest all is judged by one reading', async () => {
  await sale();
  const { books, passes } = whileCounting(world);

  expect(await audit(books, world.now, 4)).toMatchObject({ clean: true });
  expect(passes()).toBe(1);
});

test('a difference is wrong once two counts running agree on it, and none is read again after that', async () => {
  await strand(world);
  const { books, passes } = whileCounting(world, sale, nothing, nothing);

  expect(await audit(books, world.now, 4)).toMatchObject({
    clean: false,
    unjudged: [],
    skus: [{ drift: -1 }],
  });
  expect(passes()).toBe(3);
});

test.each([
  ['with a count in between in which it moved', [nothing, sale, nothing]],
  ['where it moved before', [sale, sale, nothing]],
  ['where it moved after', [nothing, nothing, sale].slice(1)],
])('a difference in one count is not enough: %s', async (_, happenings) => {
  await strand(world);

  const found = await audit(whileCounting(world, ...happenings).books, world.now, happenings.length);

  expect(found).toMatchObject({ clean: false, unjudged: ['tea'], skus: [{ drift: 0, unsettled: true }] });
  expect(planRepairs(found)).toEqual([]);
});

test.each<[string, () => Promise<void>]>([
  ['the units', () => tamperStock(world, 'available', 7)],
  [
    'the receipts',
    () => tamper(world, { table: 'Inventory', key: { sku: 'tea', entry: 'receipt#0' } }, ['quantity', 9]),
  ],
])('two counts that differ in %s confirm nothing', async (_, tampering) => {
  await strand(world);
  const twice = whileCounting(world, nothing, tampering);

  expect(await audit(twice.books, world.now)).toMatchObject({ unjudged: ['tea'] });
  expect(await audit(world.books, world.now)).toMatchObject({ unjudged: [], clean: false });
});

test('what one count calls right and a later one wrong waits to be confirmed', async () => {
  await world.stock('cup', 1);
  await strand(world, 'cup');
  const tampering = () => strand(world);
  const twice = await audit(whileCounting(world, tampering).books, world.now);
  await tamperStock(world, 'available', 10);
  const thrice = await audit(whileCounting(world, nothing, tampering).books, world.now, 4);

  // counted after it happened, because stock is read again
  expect(twice.skus).toMatchObject([
    { sku: 'cup', drift: -1 },
    { sku: 'tea', drift: -1 },
  ]);
  expect(thrice.skus).toMatchObject([
    { sku: 'cup', drift: -1 },
    { sku: 'tea', drift: -1 },
  ]);
});

test('fewer units than none are wrong even where nothing can be judged, and nothing is repaired then', async () => {
  await tamperStock(world, 'available', -1);
  const moveTo = (moves: number) => () =>
    tamper(world, { table: 'Inventory', key: teaStock }, ['moves', moves]);

  const found = await audit(whileCounting(world, moveTo(7), moveTo(8)).books, world.now);

  expect(found).toMatchObject({
    clean: false,
    unjudged: ['tea'],
    skus: [{ available: -1, unsettled: true }],
  });
  expect(findsWrong(found)).toBe(true);
  expect(planRepairs(found)).toEqual([]);
});

test('products that could not be judged are named in order', async () => {
  await world.stock('apple', 5);
  const both = async () => {
    await sale();
    await place(world, 'apple');
  };

  expect((await audit(whileCounting(world, both, both).books, world.now)).unjudged).toEqual(['apple', 'tea']);
});
