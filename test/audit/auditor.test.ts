import { runAuditor, type AuditorWorld } from '../../lambda/audit/auditor';
import type { Books } from '../../lambda/audit/books';
import type { Facts } from '../../lambda/observe/facts';
import { meetDeadline } from '../../lambda/order/deadline-worker';
import { cancel, customer, place, statusOf } from '../order/orders';
import { openWorld, type TestWorld } from '../world';
import { strand } from './repair-run';
import { tamper, tamperStock } from './tamper';

let world: TestWorld;
let said: (readonly [string, Facts])[];
beforeEach(async () => {
  world = await openWorld();
  said = [];
  await world.stock('tea', 10);
});
afterEach(() => world.close());

/** One run of the auditor, with what differs from the world's own. */
async function run(differs: Partial<AuditorWorld> = {}): Promise<void> {
  const warn = (message: string, facts: Facts) => void said.push([message, facts]);
  await runAuditor({ ...world, observer: { ...world.observer, warn }, ...differs });
}

const buy = async () => (await place(world, 'tea', { token: 'tok_ok' })).body.orderId;
async function paidAndOver(): Promise<string> {
  const orderId = await buy();
  await tamper(world, { table: 'Orders', key: { customerId: customer, orderId } }, ['status', 'expired']);
  await tamperStock(world, 'available', (await world.stockItem('tea')).available + 1);
  return orderId;
}
const isRefunded = async (orderId: string) => (await world.entry(orderId, 'charge#1'))?.refunded;

describe('orders that are overdue', () => {
  test('each is sent once a run, and none before its time', async () => {
    const orders = [await place(world, 'tea'), await place(world, 'tea', { token: 'tok_ok' })];
    const refunding = await place(world, 'tea', { token: 'tok_refund_fails_once' });
    await cancel(world, refunding.body.orderId);
    world.passSeconds(600);
    await place(world, 'tea');
    await run();
    expect(world.toDeadline.map(({ message }) => message.orderId).sort()).toEqual(
      [orders[1]!.body.orderId, refunding.body.orderId].sort(),
    );

    world.toDeadline.length = 0;
    world.passSeconds(1);
    await run();

    expect(world.toDeadline.map(({ message }) => message.orderId).sort()).toEqual(
      [...orders, refunding].map(({ body }) => body.orderId).sort(),
    );
    for (const { delaySeconds, message } of world.toDeadline)
      expect({ delaySeconds, ...message }).toMatchObject({ delaySeconds: 0, waitSeconds: 0, once: true });
    expect(world.found).toMatchObject({ overdue: 3, oldest_overdue_seconds: 596 });
  });

  test('one whose timer was lost is finished by its message', async () => {
    const { body } = await place(world, 'tea');
    world.passSeconds(601);

    await run();
    await meetDeadline(world, world.toDeadline[0]!.message);

    expect(await statusOf(world, body.orderId)).toBe('expired');
  });

  test('a payment waits out its whole delay again, so that no clock can have it settled under a call', async () => {
    await place(world, 'tea', { token: 'tok_timeout_charged' });
    await place(world, 'tea', { token: 'tok_timeout_charged' });
    world.passSeconds(300);

    await run();

    expect(world.toDeadline).toMatchObject([
      { delaySeconds: 37, message: { waitSeconds: 0 } },
      { delaySeconds: 37, message: { waitSeconds: 0 } },
    ]);
  });
});

describe('while deadlines are held', () => {
  test('nothing is sent and nothing refunded, but all is counted and published, and that it is held', async () => {
    const orderId = await paidAndOver();
    await place(world, 'tea');
    await strand(world);
    world.passSeconds(601);
    const withdraw = jest.fn((of: string) => world.carrier.withdraw(of));

    await run({ deadlinesHeld: true, carrier: { withdraw } });

    expect(world.toDeadline).toEqual([]);
    expect(withdraw).not.toHaveBeenCalled();
    expect(await isRefunded(orderId)).toBe(false);
    expect(world.found).toMatchObject({ drift: 1, books_wrong: 1, overdue: 1, deadlines_held: 1 });
    expect(said).toContainEqual(['deadlines and refunds are held', { count: 1 }]);
  });

  test('they go on where they stopped once they run again', async () => {
    const orderId = await paidAndOver();
    await place(world, 'tea');
    world.passSeconds(601);
    await run({ deadlinesHeld: true });

    await run({ deadlinesHeld: false });

    expect(world.toDeadline).toHaveLength(1);
    expect(await isRefunded(orderId)).toBe(true);
    expect(world.found).toMatchObject({ deadlines_held: 0 });
  });
});

test('products that moved in every count are a number and a line that names some of them', async () => {
  const skus = Array.from({ length: 21 }, (_, number) => `cup-${10 + number}`);
  await Promise.all(skus.map((sku) => world.stock(sku, 5)));
  const books: Books = {
    ...world.books,
    async *orders() {
      for await (const order of world.books.orders()) yield order;
      await Promise.all(skus.map((sku) => place(world, sku)));
    },
  };

  await run({ books });

  expect(world.found).toMatchObject({ unsettled: 21, drift: 0, books_wrong: 0 });
  expect(said).toEqual([
    ['products moved in every count', { count: 21, detail: skus.slice(0, 20).join(' ') }],
  ]);
});

test('fewer units than none are wrong in the books, though they are no drift', async () => {
  await place(world, 'tea', { quantity: 10 });
  await tamper(world, { table: 'Inventory', key: { sku: 'tea', entry: 'receipt#0' } }, ['quantity', 9]);
  await tamperStock(world, 'received', 9);
  await tamperStock(world, 'available', -1);

  await run();

  expect(world.found).toMatchObject({ drift: 0, books_wrong: 1, unsettled: 0 });
});
