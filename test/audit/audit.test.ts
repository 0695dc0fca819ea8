import { audit } from '../../lambda/audit/audit';
import { runAuditor } from '../../lambda/audit/auditor';
import type { Books } from '../../lambda/audit/books';
import { cancel, customer, place, statusOf } from '../order/orders';
import { meetDeadline } from '../../lambda/order/deadline-worker';
import { openWorld, type TestWorld } from '../world';
import { tamper, tamperStock } from './tamper';

let world: TestWorld;
beforeEach(async () => {
  world = await openWorld();
  await world.stock('tea', 10);
});
afterEach(() => world.close());

const run = () => audit(world.books, world.now);

test('orders in every state leave the books clean', async () => {
  await place(world, 'tea');
  await place(world, 'tea', { token: 'tok_ok' });
  await place(world, 'tea', { token: 'tok_declined' });
  await place(world, 'tea', { token: 'tok_timeout_charged' });
  const { body } = await place(world, 'tea', { token: 'tok_ok' });
  await cancel(world, body.orderId);

  expect(await run()).toMatchObject({
    clean: true,
    skus: [{ sku: 'tea', received: 10, available: 6, committed: 4, drift: 0 }],
    orders: [],
    payments: [],
  });
});

test('a unit that could be sold twice is drift above zero, a stranded one below', async () => {
  await place(world, 'tea', { quantity: 2 });

  await tamperStock(world, 'available', 9);
  const oversold = await run();
  await tamperStock(world, 'available', 7);
  const stranded = await run();

  expect(oversold).toMatchObject({ clean: false, skus: [{ drift: 1 }] });
  expect(stranded).toMatchObject({ clean: false, skus: [{ drift: -1 }] });
});

test('more sold than there was is wrong, though every order and the stock agree', async () => {
  await place(world, 'tea', { quantity: 10 });

  // as a shop without the condition would have left it: nine received, ten sold
  await tamper(world, { table: 'Inventory', key: { sku: 'tea', entry: 'receipt#0' } }, ['quantity', 9]);
  await tamperStock(world, 'received', 9);
  await tamperStock(world, 'available', -1);

  expect(await run()).toMatchObject({ clean: false, skus: [{ available: -1, drift: 0 }] });
});

test('a SKU that moves while it is counted is unsettled, not drift', async () => {
  await place(world, 'tea');
  const busy: Books = {
    ...world.books,
    async *orders() {
      for await (const order of world.books.orders()) yield order;
      await place(world, 'tea'); // sold after its orders were read, before its stock is read again
    },
  };

  expect(await audit(busy, world.now)).toMatchObject({ clean: true, skus: [{ drift: 0, unsettled: true }] });
});

test('what one count finds and the other does not was caught half done, and is not wrong', async () => {
  const one = await place(world, 'tea', { token: 'tok_ok' });
  const other = await place(world, 'tea', { token: 'tok_ok', quantity: 2 });
  const caught = [one.body.orderId, other.body.orderId];
  let readings = 0;
  const moving: Books = {
    ...world.books,
    async *orders() {
      const orderId = caught[(readings += 1) - 1];
      for await (const order of world.books.orders())
        yield 'orderId' in order && order.orderId === orderId
          ? ({ ...order, status: 'refunded' } as typeof order)
          : order;
    },
  };

  const { skus, payments } = await audit(moving, world.now);

  expect(readings).toBe(2);
  expect(skus).toMatchObject([{ drift: 0, unsettled: true }]);
  expect(payments).toEqual([]);
});

test('what was received without a receipt is found', async () => {
  await tamperStock(world, 'received', 12);
  await tamperStock(world, 'available', 12);

  expect(await run()).toMatchObject({ clean: false, skus: [{ drift: 0, unreceipted: 2 }] });
});

test('a charge of a cancelled order is found, and the auditor refunds it', async () => {
  const { body } = await place(world, 'tea', { token: 'tok_ok' });
  await tamper(world, { table: 'Orders', key: { customerId: customer, orderId: body.orderId } }, [
    'status',
    'cancelled',
  ]);

  expect(await run()).toMatchObject({
    clean: false,
    payments: [{ wrong: 'not_refunded', reference: `${body.orderId}/1` }],
  });
  await runAuditor(world);

  expect(await world.entry(body.orderId, 'charge#1')).toMatchObject({ refunded: true });
});

test.each([
  ['amount', 'amount', 1],
  ['refunded_but_kept', 'refunded', true],
  ['not_charged', 'outcome', 'void'],
])('a ledger that disagrees with a paid order is found: %s', async (wrong, attribute, value) => {
  const { body } = await place(world, 'tea', { token: 'tok_ok' });

  await tamper(world, { table: 'Sandbox', key: { orderId: body.orderId, entry: 'charge#1' } }, [
    attribute,
    value,
  ]);

  expect((await run()).payments.map((finding) => finding.wrong)).toContain(wrong);
});

test('an item that is no order is reported, and every other order is audited all the same', async () => {
  const { body } = await place(world, 'tea');
  await tamper(world, { table: 'Orders', key: { customerId: 'bob', orderId: 'broken' } }, [
    'status',
    'exploded',
  ]);
  world.passSeconds(601);

  const report = await run();

  expect(report).toMatchObject({ clean: false, orders: [{ orderId: 'broken', wrong: 'unreadable' }] });
  expect(report.overdue.map(({ orderId }) => orderId)).toEqual([body.orderId]);
});

test('a parcel that left for an order which is not shipped is found', async () => {
  const { body } = await place(world, 'tea');
  await world.carrier.register({
    orderId: body.orderId,
    shipTo: { name: '', postcode: '', address: '' },
    lines: [],
  });

  expect(await run()).toMatchObject({ clean: false, orders: [{ wrong: 'registered_but_not_shipped' }] });
});

test('a charge and a parcel of an order that there never was are found', async () => {
  await world.payments.charge(
    { reference: 'ghost/1', amount: 1, currency: 'EUR', customerId: 'x' },
    'tok_ok',
  );
  await world.carrier.register({
    orderId: 'ghost',
    shipTo: { name: '', postcode: '', address: '' },
    lines: [],
  });

  expect(await run()).toMatchObject({
    clean: false,
    orders: [{ orderId: 'ghost', wrong: 'no_order' }],
    payments: [{ orderId: 'ghost', reference: 'ghost/1', wrong: 'no_order' }],
  });
});

test('an order whose timer was lost is sent to the deadline queue, once a run, and finished', async () => {
  const { body } = await place(world, 'tea');
  world.passSeconds(601);

  await runAuditor(world);
  await meetDeadline(world, world.toDeadline[0]!.message);

  expect(world.toDeadline).toMatchObject([{ delaySeconds: 0, message: { once: true } }]);
  expect(world.found.overdue).toBe(1);
  expect(await statusOf(world, body.orderId)).toBe('expired');
});

test('an overdue payment waits out its whole delay again, so that no clock can have it settled under a call', async () => {
  await place(world, 'tea', { token: 'tok_timeout_charged' });
  world.passSeconds(300);

  await runAuditor(world);

  expect(world.toDeadline[0]?.delaySeconds).toBe(37);
});
