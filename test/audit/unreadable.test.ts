import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { audit } from '../../lambda/audit/audit';
import { runAuditor } from '../../lambda/audit/auditor';
import type { Facts } from '../../lambda/observe/facts';
import { customer, place } from '../order/orders';
import { openWorld, tables, type TestWorld } from '../world';
import { runRepair, strand } from './repair-run';
import { tamper, tamperStock, teaStock } from './tamper';

let world: TestWorld;
beforeEach(async () => {
  world = await openWorld();
  await world.stock('cup', 5);
  await world.stock('tea', 10);
});
afterEach(() => world.close());

const run = () => audit(world.books, world.now);
const stockItem = (name: string, value: unknown) =>
  tamper(world, { table: 'Inventory', key: teaStock }, [name, value]);
const receipt = (value: unknown) =>
  tamper(world, { table: 'Inventory', key: { sku: 'tea', entry: 'receipt#0' } }, ['quantity', value]);
const entry = (orderId: string, key: string, name: string, value: unknown) =>
  tamper(world, { table: 'Sandbox', key: { orderId, entry: key } }, [name, value]);
const buy = async () => (await place(world, 'tea', { token: 'tok_ok' })).body.orderId;

test.each<[string, () => Promise<void>, RegExp]>([
  ['available is a word', () => stockItem('available', 'many'), /^stock: available: /],
  ['received is half a unit', () => stockItem('received', 9.5), /^stock: received: /],
  ['moves is nothing', () => stockItem('moves', null), /^stock: moves: /],
  ['a receipt has no quantity', () => receipt(null), /^receipt#0: quantity: /],
  ['a receipt is of a word', () => receipt('ten'), /^receipt#0: quantity: /],
])(
  'where %s its product is wrong and not repaired, and every other is counted and repaired',
  async (_, spoil, why) => {
    await place(world, 'tea', { quantity: 2 });
    await spoil();
    await strand(world, 'cup');

    const found = await run();
    const { code, report } = await runRepair(world);

    expect(found).toMatchObject({ clean: false, unjudged: [] });
    expect(found.skus).toEqual([
      { sku: 'cup', received: 5, available: 4, committed: 0, drift: -1 },
      {
        sku: 'tea',
        received: 0,
        available: 0,
        committed: 2,
        drift: 0,
        unreadable: expect.stringMatching(why) as string,
      },
    ]);
    expect(code).toBe(1);
    expect(report.repairs).toMatchObject([{ sku: 'cup' }]);
    expect(report.skus).toMatchObject([{ sku: 'cup', drift: 0 }, { sku: 'tea' }]);
  },
);

test('an item that cannot be read counts as wrong, and its line says which field and not what is in it', async () => {
  await stockItem('available', 'Ada Lovelace');
  const said: Facts[] = [];

  await runAuditor({ ...world, observer: { ...world.observer, warn: (_, facts) => void said.push(facts) } });

  expect(world.found).toMatchObject({ drift: 0, books_wrong: 1, unsettled: 0 });
  expect(said).toMatchObject([
    { sku: 'tea', detail: expect.stringMatching(/^stock: available: /) as string },
  ]);
  expect(JSON.stringify(said)).not.toContain('Ada');
});

test('an order of a product that is not there is wrong, and there is nothing to repair', async () => {
  await place(world, 'tea', { quantity: 2 });
  await world.db.send(new DeleteCommand({ TableName: tables.inventory, Key: teaStock }));

  const { code, report } = await runRepair(world);

  expect(code).toBe(1);
  expect(report.skus).toContainEqual({ sku: 'tea', received: 0, available: 0, committed: 2, drift: 2 });
  expect(report.repairs).toEqual([]);
});

test.each<[string, string, unknown]>([
  ['its outcome is none', 'outcome', 'perhaps'],
  ['its amount is a word', 'amount', 'much'],
  ['it does not say whether it was refunded', 'refunded', null],
  ['it has the reference of another order', 'reference', 'another/1'],
])('a charge is unreadable where %s: it is named, and nothing else is concluded', async (_, name, value) => {
  const orderId = await buy();
  await entry(orderId, 'charge#1', name, value);

  expect(await run()).toMatchObject({
    clean: false,
    orders: [],
    payments: [
      {
        orderId,
        reference: `${orderId}/1`,
        wrong: 'unreadable',
        detail: expect.stringContaining(name) as string,
      },
    ],
  });
});

test('a shipment is unreadable where it is registered without a tracking code: it is named, and nothing is refunded', async () => {
  const [shipped, over] = [await buy(), await buy()];
  for (const orderId of [shipped, over]) await entry(orderId, 'shipment', 'outcome', 'registered');
  const order = (orderId: string) => ({ table: 'Orders', key: { customerId: customer, orderId } });
  await tamper(world, order(shipped), ['shipment', { carrier: 'sandbox', trackingCode: 'SBX1' }]);
  await tamper(world, order(shipped), ['status', 'shipped']);
  await tamper(world, order(over), ['status', 'cancelled']);
  await tamperStock(world, 'available', 9);

  const found = await run();
  await runAuditor(world);

  expect(found.orders.map(({ orderId, wrong }) => [orderId, wrong]).sort()).toEqual(
    [
      [over, 'unreadable'],
      [shipped, 'unreadable'],
    ].sort(),
  );
  expect(found.payments).toMatchObject([{ wrong: 'not_refunded', forPerson: true }]);
  expect(await world.entry(over, 'charge#1')).toMatchObject({ refunded: false });
});

describe('an order that cannot be read', () => {
  let orderId: string;
  beforeEach(async () => {
    orderId = await buy();
    await tamper(world, { table: 'Orders', key: { customerId: customer, orderId } }, ['status', 'exploded']);
  });

  test('is named by its whole key, once, and every other order is audited all the same', async () => {
    const { body } = await place(world, 'cup');
    world.passSeconds(601);

    const report = await run();

    expect(report.orders).toMatchObject([{ customerId: customer, orderId, wrong: 'unreadable' }]);
    expect(report.payments).toEqual([]);
    expect(report.overdue.map((one) => one.orderId)).toEqual([body.orderId]);
    expect(report.clean).toBe(false);
  });

  test('keeps every product from being repaired, and the command says why', async () => {
    await strand(world, 'cup');

    const { code, report, lines } = await runRepair(world);

    expect(code).toBe(1);
    expect(report.repairs).toEqual([]);
    expect(report.skus).toMatchObject([
      { sku: 'cup', available: 4 },
      { sku: 'tea', available: 9 },
    ]);
    expect(lines).toEqual([expect.stringMatching(/^no stock is repaired while orders cannot be read \(1\)/)]);
  });

  test('is written to no log with whose it is', async () => {
    const said: Facts[] = [];

    await runAuditor({
      ...world,
      observer: { ...world.observer, warn: (_, facts) => void said.push(facts) },
    });

    expect(said).toContainEqual({ orderId, wrong: 'unreadable', detail: expect.any(String) as string });
  });
});
