import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { placeOrder } from '../../lambda/order/place-order';
import { Busy } from '../../lambda/dynamo/persist';
import { merge } from '../../lambda/order/demand';
import { call, openWorld, tables, type TestWorld } from '../world';
import { place } from './orders';
import { changePrice, placeLines } from './catalogue';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('a price that changed since it was remembered is never charged: the order has the new one', async () => {
  await world.stock('tea', 10, { unitPrice: 100 });
  await place(world, 'tea');
  await changePrice(world, 'tea', { unitPrice: 130 });

  const reply = await place(world, 'tea', { quantity: 2 });

  expect(reply).toMatchObject({ status: 201, body: { total: 260 } });
});

test('a price that changed does not make the last units short', async () => {
  await world.stock('rye', 2);
  await place(world, 'rye', { quantity: 1, key: 'rye' });
  await changePrice(world, 'rye', { unitPrice: 300 });

  expect(await place(world, 'rye')).toMatchObject({ status: 201, body: { total: 300 } });
});

test('of a product that is gone and one that is short, the one that is gone is named', async () => {
  await world.stock('gone', 5);
  await world.stock('rare', 5);
  const both = ['gone', 'rare'].map((sku) => ({ sku, quantity: 3 }));
  await placeLines(world, both, 'both there');
  await world.db.send(
    new DeleteCommand({ TableName: tables.inventory, Key: { sku: 'gone', entry: 'stock' } }),
  );

  await expect(placeLines(world, both, 'one gone')).rejects.toMatchObject({
    status: 404,
    extras: { skus: ['gone'] },
  });
});

test('a refusal for two currencies is not given from memory', async () => {
  await world.stock('fig', 10, { currency: 'USD' });
  await world.stock('oat', 10, { currency: 'EUR' });
  await place(world, 'fig');
  await changePrice(world, 'fig', { unitPrice: 250, currency: 'EUR' });

  const reply = await placeLines(
    world,
    [
      { sku: 'fig', quantity: 1 },
      { sku: 'oat', quantity: 1 },
    ],
    'currencies',
  );

  expect(reply).toMatchObject({ status: 201, body: { currency: 'EUR' } });
});

test('products of two currencies are refused, and nothing is taken', async () => {
  await world.stock('yen', 10, { currency: 'JPY' });
  await world.stock('eur', 10, { currency: 'EUR' });

  const refused = placeLines(
    world,
    [
      { sku: 'yen', quantity: 1 },
      { sku: 'eur', quantity: 1 },
    ],
    'mixed',
  );

  await expect(refused).rejects.toMatchObject({ status: 400, code: 'invalid_request' });
  expect(await world.stockItem('yen')).toMatchObject({ available: 10 });
});

test('a price that changes faster than an order can be placed is `busy`, and takes nothing', async () => {
  await world.stock('gold', 10);
  await place(world, 'gold');
  const restless = {
    ...world,
    orders: {
      ...world.orders,
      create: async (...order: Parameters<typeof world.orders.create>) => {
        await changePrice(world, 'gold', { unitPrice: 300 });
        return world.orders.create(...order);
      },
    },
  };
  const shipTo = { name: 'Ada', postcode: 'N1', address: '1 Mill Lane' };

  const refused = placeOrder(
    restless,
    call('ada', 'restless', { lines: [{ sku: 'gold', quantity: 1 }], shipTo }),
  );

  await expect(refused).rejects.toThrow(Busy);
  expect(await world.stockItem('gold')).toMatchObject({ available: 9 });
});

test('one SKU on two lines is one demand: three cannot be had as two and two', async () => {
  await world.stock('last', 3);

  const refused = placeLines(
    world,
    [
      { sku: 'last', quantity: 2 },
      { sku: 'last', quantity: 2 },
    ],
    'twice',
  );

  await expect(refused).rejects.toMatchObject({
    status: 409,
    extras: { lines: [{ sku: 'last', requested: 4, available: 3 }] },
  });
  expect(await world.stockItem('last')).toMatchObject({ available: 3 });
});

test('every SKU that falls short is named, and none that does not', async () => {
  await world.stock('a', 1);
  await world.stock('b', 9);
  await world.stock('c', 2);

  const refused = placeLines(
    world,
    ['c', 'a', 'b'].map((sku) => ({ sku, quantity: 5 })),
    'short',
  );

  await expect(refused).rejects.toMatchObject({
    extras: {
      lines: [
        { sku: 'a', requested: 5, available: 1 },
        { sku: 'c', requested: 5, available: 2 },
      ],
    },
  });
});

test('a SKU that the catalogue lacks is named', async () => {
  const refused = placeLines(world, [{ sku: 'ghost', quantity: 1 }], 'ghost');

  await expect(refused).rejects.toMatchObject({
    status: 404,
    code: 'unknown_sku',
    extras: { skus: ['ghost'] },
  });
});

test('fifty SKUs may be ordered at once, fifty-one may not', () => {
  const lines = Array.from({ length: 51 }, (_, index) => ({ sku: `s${index}`, quantity: 1 }));

  expect(merge(lines.slice(1))).toHaveLength(50);
  expect(() => merge(lines)).toThrow('at most 50 different SKUs');
});

test('999 of a SKU may be ordered, lines added up', () => {
  expect(
    merge([
      { sku: 's', quantity: 500 },
      { sku: 's', quantity: 499 },
    ]),
  ).toEqual([{ sku: 's', quantity: 999 }]);
  expect(() =>
    merge([
      { sku: 's', quantity: 500 },
      { sku: 's', quantity: 500 },
    ]),
  ).toThrow('lines[1].quantity');
});
