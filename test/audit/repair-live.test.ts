import { cancel, place } from '../order/orders';
import { openWorld, type TestWorld } from '../world';
import { interrupted, receive, runRepair, strand, teaBooks } from './repair-run';

let world: TestWorld;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

test('a buyer who comes between the count and the repair is not sold goods that are gone', async () => {
  await world.stock('tea', 10);
  await place(world, 'tea', { quantity: 2, token: 'tok_ok' });
  await strand(world);
  const buys = () => place(world, 'tea', { quantity: 5, token: 'tok_ok' });
  const { db } = interrupted(world, { call: 8, happens: buys });

  const { code } = await runRepair(world, db);
  const rest = await place(world, 'tea', { quantity: 8, token: 'tok_ok' });

  expect(code).toBe(1);
  expect(rest.status).toBe(409);
  expect(await teaBooks(world)).toMatchObject({ received: 10, available: 2, committed: 7 });
});

/** Two of ten are held and one has disappeared: what a repair has to mend, with an order that may be cancelled. */
async function strandOne(): Promise<string> {
  await world.stock('tea', 10);
  const { body } = await place(world, 'tea', { quantity: 2 });
  await strand(world);
  return body.orderId;
}

test.each<[string, (orderId: string) => Promise<unknown>]>([
  ['a sale', () => place(world, 'tea', { quantity: 5 })],
  ['goods that come in', () => receive(world, 7)],
  ['a cancellation', (orderId) => cancel(world, orderId)],
])(
  '%s between any two calls of a repair sells nothing twice, and the next repair mends the rest',
  async (_, act) => {
    await strandOne();
    const whole = interrupted(world);
    expect(await runRepair(world, whole.db)).toMatchObject({
      code: 0,
      report: { repairs: [{ sku: 'tea' }] },
    });
    expect(whole.calls()).toBe(2 * 4 + 1 + 4); // two passes over the books, one write, one pass to see that it is right

    for (let call = 0; call < whole.calls(); call += 1) {
      await world.close();
      world = await openWorld();
      const orderId = await strandOne();
      const { db } = interrupted(world, { call, happens: () => act(orderId) });
      await runRepair(world, db);

      const { received, available, committed } = await teaBooks(world);
      expect({ call, oversold: available > received - committed }).toEqual({ call, oversold: false });
      expect({ call, ...(await runRepair(world)) }).toMatchObject({ call, code: 0, report: { clean: true } });
      expect((await world.stockItem('tea')).available).toBe(received - committed);
    }
  },
);

test('a crowd that buys during a hundred repairs is sold no more than there is', async () => {
  const skus = Array.from({ length: 100 }, (_, number) => `tea-${number}`);
  await Promise.all(skus.map((sku) => world.stock(sku, 3)));
  await Promise.all(skus.map((sku) => strand(world, sku)));
  const crowd = [0, 50].map(async (from) => {
    for (const sku of skus.slice(from, from + 50)) await place(world, sku);
  });

  await runRepair(world);
  await Promise.all(crowd);
  const last = await runRepair(world);

  expect(last).toMatchObject({ code: 0, report: { clean: true } });
  for (const { received, available, committed } of last.report.skus)
    expect({ received, available, committed }).toEqual({ received: 3, available: 2, committed: 1 });
});
