import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { shipDelivered } from '../../lambda/shipping/shipping-worker';
import { customer, pay, place, statusOf } from '../order/orders';
import { openWorld, tables, type TestWorld } from '../world';
import { runReconcile } from './repair-run';
import { tamper } from './tamper';

let world: TestWorld;
beforeEach(async () => {
  world = await openWorld();
  await world.stock('tea', 10);
});
afterEach(() => world.close());

const key = (orderId: string) => ({
  TableName: tables.orders,
  Key: { customerId: customer, orderId },
  ConsistentRead: true,
});
const ship = (orderId: string) =>
  shipDelivered(world, { message: { customerId: customer, orderId }, receiptHandle: '' });

/** Sells and ships an order, and puts its item back to its image of before the payment, as a restore does. Stock counted it then, too. */
async function restored({ shipped = true, quantity = 2 } = {}): Promise<string> {
  const { orderId } = (await place(world, 'tea', { quantity })).body;
  const { Item } = await world.db.send(new GetCommand(key(orderId)));
  await pay(world, orderId);
  if (shipped) await ship(orderId);
  await world.db.send(new PutCommand({ TableName: tables.orders, Item }));
  return orderId;
}

test('a payment under way is reconciled as well, by the charge of a later attempt than the one it was put back to', async () => {
  const { orderId } = (await place(world, 'tea', { token: 'tok_timeout_charged' })).body;
  const { orderId: later } = (await place(world, 'tea')).body;
  const { Item } = await world.db.send(new GetCommand(key(later)));
  await pay(world, later, 'tok_declined');
  await pay(world, later);
  await world.db.send(new PutCommand({ TableName: tables.orders, Item }));

  const { code } = await runReconcile(world);

  expect(code).toBe(0);
  expect(await world.orders.find(customer, orderId)).toMatchObject({
    status: 'paid',
    payment: { attempts: 1 },
  });
  expect(await world.orders.find(customer, later)).toMatchObject({
    status: 'paid',
    payment: { attempts: 2 },
  });
});

describe('what no program can decide is left to a person and not touched:', () => {
  const tamperCharge = (orderId: string, name: string, value: unknown) =>
    tamper(world, { table: 'Sandbox', key: { orderId, entry: 'charge#1' } }, [name, value]);
  const tamperOrder = (orderId: string, name: string, value: unknown) =>
    tamper(world, { table: 'Orders', key: { customerId: customer, orderId } }, [name, value]);

  test.each<[string, (orderId: string) => Promise<unknown>, readonly string[]]>([
    [
      'another amount',
      (id) => tamperCharge(id, 'amount', 1),
      ['amount', 'not_paid', 'registered_but_not_shipped'],
    ],
    [
      'two charges',
      (id) =>
        world.payments.charge(
          { reference: `${id}/2`, amount: 500, currency: 'EUR', customerId: customer },
          'tok_ok',
        ),
      ['charged_twice', 'not_paid', 'not_paid', 'registered_but_not_shipped'],
    ],
    [
      'a charge that cannot be read beside one that can',
      async (id) => {
        await world.payments.charge(
          { reference: `${id}/2`, amount: 500, currency: 'EUR', customerId: customer },
          'tok_ok',
        );
        await tamperCharge(id, 'outcome', 'perhaps');
      },
      ['not_paid', 'registered_but_not_shipped', 'unreadable'],
    ],
    [
      'a charge of an attempt that ended without one',
      (id) => tamperOrder(id, 'payment', { attempts: 1, lastError: 'declined' }),
      ['not_paid', 'registered_but_not_shipped'],
    ],
    [
      'a charge that was given back',
      (id) => world.payments.refund(`${id}/1`),
      ['registered_but_not_shipped'],
    ],
    [
      'an order that is cancelled',
      (id) => tamperOrder(id, 'status', 'cancelled'),
      ['not_refunded', 'registered_but_not_shipped'],
    ],
  ])('%s', async (_, make, found) => {
    const orderId = await restored();
    await make(orderId);
    const before = await world.orders.find(customer, orderId);

    const { code, report, lines } = await runReconcile(world);

    expect(code).toBe(1);
    expect(report.reconciled).toEqual([]);
    expect(report.forPerson?.map(({ wrong }) => wrong).sort()).toEqual(found);
    expect(lines).toEqual([
      `${found.length} of the findings are left to a person: nobody can tell from the books what is right`,
    ]);
    expect(await world.orders.find(customer, orderId)).toEqual(before);
  });
});

test('an order that changes while it is reconciled is left alone and named, and the others are reconciled all the same', async () => {
  const orders = [await restored(), await restored()];
  let calls = 0;
  const advance: TestWorld['orders']['advance'] = async (from, next) => {
    if ((calls += 1) === 1)
      await tamper(world, { table: 'Orders', key: { customerId: customer, orderId: from.orderId } }, [
        'version',
        7,
      ]);
    return await world.orders.advance(from, next);
  };

  const { code, lines } = await runReconcile(world, { orders: { advance } });

  expect(code).toBe(1);
  expect(lines).toEqual([
    expect.stringMatching(/^order \S+: it changed since it was read, nothing was written/),
  ]);
  expect((await Promise.all(orders.map((orderId) => statusOf(world, orderId)))).sort()).toEqual([
    'held',
    'paid',
  ]);
});
