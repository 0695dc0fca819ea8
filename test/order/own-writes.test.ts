import { openWorld, type TestWorld } from '../world';
import { cancel, customer, pay, place, ringDeadline, statusOf } from './orders';
import { audit } from '../../lambda/audit/audit';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld({ faults: 'lost-answer=0.25,conflict=0.1,throttle=0.05' });
});
afterAll(() => world.close());

test('a write whose answer was lost is recognised as our own: no order turns into a replay of itself', async () => {
  await untilDone(() => world.stock('tea', 100));

  const replies = await Promise.all(
    Array.from({ length: 12 }, () => place(world, 'tea', { token: 'tok_ok' })),
  );

  expect(replies.map(({ status, headers }) => [status, headers?.['idempotent-replayed']])).toEqual(
    Array(12).fill([201, undefined]),
  );
  expect(replies.map(({ body }) => body.version)).toEqual(Array(12).fill(2));
});

test('cancels, payments and deadlines move stock and money once, however many answers are lost', async () => {
  await untilDone(() => world.stock('ink', 40));
  const held = await Promise.all(Array.from({ length: 12 }, () => place(world, 'ink')));
  const ids = held.map(({ body }) => body.orderId);

  const paid = await Promise.all(ids.slice(0, 8).map((id) => pay(world, id)));
  const cancelled = await Promise.all(ids.slice(4).map((id) => cancel(world, id)));

  expect(paid.map(({ status }) => status)).toEqual(Array(8).fill(200));
  expect(cancelled.map(({ status }) => status)).toEqual(Array(8).fill(200));
  for (const id of ids) {
    if ((await statusOf(world, id)) === 'refunding') await ringDeadline(world, id);
  }
  const report = await audit(world.books, world.now);
  expect(report.skus.find(({ sku }) => sku === 'ink')).toMatchObject({
    received: 40,
    available: 36,
    committed: 4,
    drift: 0,
  });
  expect(report).toMatchObject({ clean: true });
  expect(await world.orders.newest(customer, 100)).toMatchObject({ next: undefined });
});

/** The test's own set-up has no retry layer: it is repeated until it came through. */
async function untilDone(step: () => Promise<void>): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      await step();
      return;
    } catch (error) {
      if (tries > 50) throw error;
    }
  }
}
