import { runAuditor } from '../../lambda/audit/auditor';
import { cloudWatchCounts } from '../../lambda/observe/cloudwatch-counts';
import { NAMESPACE, type Measure } from '../../lambda/observe/measures';
import { shipDelivered } from '../../lambda/shipping/shipping-worker';
import { cancel, customer, place, ringDeadline } from '../order/orders';
import { listOrders } from '../../lambda/order/read-orders';
import { call, openWorld, tables, type TestWorld } from '../world';
import { linesWritten } from './lines';
import { PutCommand } from '@aws-sdk/lib-dynamodb';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
  await world.stock('tea', 100);
});
afterAll(async () => await world.close());

/** The same world, with a gateway that gives no answer. */
function unanswered(): TestWorld {
  const unknown = () => Promise.resolve('unknown' as const);
  return { ...world, payments: { ...world.payments, charge: unknown, settle: unknown, refund: unknown } };
}

async function buy(token: string, postcode?: string): Promise<string> {
  return (await place(world, 'tea', { token, postcode })).body.orderId;
}

async function ship(orderId: string): Promise<void> {
  await shipDelivered(world, { message: { customerId: customer, orderId }, receiptHandle: '' });
}

/** What makes each measure rise by one, when it comes last. */
const events: Readonly<Record<Measure, () => Promise<unknown>>> = {
  accepted: () => place(world, 'tea'),
  sold_out: () => place(world, 'tea', { quantity: 999 }),
  declined: () => buy('tok_declined'),
  payment_unknown: () => place(unanswered(), 'tea', { token: 'tok_ok' }),
  refund_unknown: async () => await cancel(unanswered(), await buy('tok_ok')),
  refunded: async () => await cancel(world, await buy('tok_ok')),
  shipped: async () => await ship(await buy('tok_ok')),
  shipment_unknown: async () => await ship(await buy('tok_ok', 'DOWN-2')),
  shipment_refused: async () => await ship(await buy('tok_ok', 'FAIL-2')),
  unreadable: async () => {
    const item = { customerId: 'eve', orderId: 'o1', createdAt: '2026-01-01T00:00:00.000Z' };
    await world.db.send(new PutCommand({ TableName: tables.orders, Item: item }));
    await listOrders(world, call('eve', '', undefined));
  },
};

test.each(Object.entries(events) as [Measure, () => Promise<unknown>][])(
  '%s is counted when it happens, and once',
  async (measure, happen) => {
    const before = world.counted[measure] ?? 0;

    await happen();

    expect(world.counted[measure]).toBe(before + 1);
  },
);

test('a replay of an order is not accepted a second time', async () => {
  await place(world, 'tea', { key: 'twice' });
  const before = world.counted.accepted;

  await place(world, 'tea', { key: 'twice' });

  expect(world.counted.accepted).toBe(before);
});

test('a payment that the gateway does not settle either is unknown once more', async () => {
  const { orderId } = (await place(unanswered(), 'tea', { token: 'tok_ok' })).body;
  const before = world.counted.payment_unknown ?? 0;

  await ringDeadline(unanswered(), orderId);

  expect(world.counted.payment_unknown).toBe(before + 1);
});

test('a parcel that turns out to be on its way when it is cancelled counts as shipped', async () => {
  const orderId = await buy('tok_ok');
  const order = (await world.orders.find(customer, orderId))!;
  await world.carrier.register(order);
  const before = world.counted.shipped ?? 0;

  await cancel(world, orderId);

  expect(world.counted.shipped).toBe(before + 1);
});

describe('what an audit finds', () => {
  let shop: TestWorld;
  beforeEach(async () => {
    shop = await openWorld();
    await shop.stock('tea', 10);
  });
  afterEach(async () => await shop.close());

  const miscount = async (available: number, received = 10) => {
    const count = { received, available, moves: 1, version: 1 };
    const stock = {
      sku: 'tea',
      entry: 'stock',
      catalogue: 'stock',
      name: 'tea',
      unitPrice: 1,
      currency: 'EUR',
    };
    await shop.db.send(new PutCommand({ TableName: 'Inventory', Item: { ...stock, ...count } }));
  };

  test('a shop in order says so: nothing is left out for being zero', async () => {
    await runAuditor(shop);

    expect(shop.found).toEqual({
      drift: 0,
      books_wrong: 0,
      unsettled: 0,
      overdue: 0,
      oldest_overdue_seconds: 0,
      deadlines_held: 0,
    });
  });

  test.each([
    ['missing', 7],
    ['left over', 13],
  ])('drift is told in units, also where they are %s', async (_, available) => {
    await miscount(available);

    await runAuditor(shop);

    expect(shop.found).toMatchObject({ drift: 3, books_wrong: 0 });
  });

  test('a receipt that is missing is wrong in the books and no drift', async () => {
    await miscount(15, 15);

    await runAuditor(shop);

    expect(shop.found).toMatchObject({ drift: 0, books_wrong: 1 });
  });

  test('the most overdue order tells how late things are', async () => {
    await place(shop, 'tea');
    shop.passSeconds(60);
    await place(shop, 'tea');
    shop.passSeconds(630);

    await runAuditor(shop);

    expect(shop.found).toMatchObject({ overdue: 2, oldest_overdue_seconds: 90 });
  });
});

test('counts are written as CloudWatch reads them: summed up, by stage, and not twice', () => {
  const lines = linesWritten(() => {
    const counts = cloudWatchCounts('dev');
    counts.count('accepted');
    counts.count('accepted');
    counts.level('oldest_overdue_seconds', 90);
    counts.flush();
    counts.flush();
  });

  expect(lines).toHaveLength(1);
  const line = JSON.parse(lines[0] ?? '') as { readonly _aws: { readonly CloudWatchMetrics: unknown } };
  expect(line).toMatchObject({ service: 'dev', accepted: [1, 1], oldest_overdue_seconds: 90 });
  expect(line._aws.CloudWatchMetrics).toEqual([
    {
      Namespace: NAMESPACE,
      Dimensions: [['service']],
      Metrics: [
        { Name: 'accepted', Unit: 'Count' },
        { Name: 'oldest_overdue_seconds', Unit: 'Seconds' },
      ],
    },
  ]);
});
