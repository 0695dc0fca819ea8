import { runAuditor, type AuditorWorld } from '../../lambda/audit/auditor';
import type { Books } from '../../lambda/audit/books';
import type { Facts } from '../../lambda/observe/facts';
import { customer, place } from '../order/orders';
import { openWorld, type TestWorld } from '../world';
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
const register = (orderId: string) =>
  world.carrier.register({ orderId, shipTo: { name: '', postcode: '', address: '' }, lines: [] });
const isRefunded = async (orderId: string) => (await world.entry(orderId, 'charge#1'))?.refunded;

describe('a charge of an order that is over', () => {
  test('is given back once the carrier has withdrawn the parcel, and never before', async () => {
    const orderId = await paidAndOver();
    const asked: string[] = [];
    const withdraw = async (of: string) => {
      asked.push(`withdraw ${of}`);
      return await world.carrier.withdraw(of);
    };
    const refund = async (reference: string) => {
      asked.push(`refund ${reference}`);
      return await world.payments.refund(reference);
    };

    await run({ carrier: { withdraw }, payments: { refund } });
    await run({ carrier: { withdraw }, payments: { refund } });

    expect(asked).toEqual([`withdraw ${orderId}`, `refund ${orderId}/1`]);
    expect(await isRefunded(orderId)).toBe(true);
    expect(await register(orderId)).toEqual({ answer: 'withdrawn' });
  });

  test('stays where the book says that the carrier has the parcel: a person is told', async () => {
    const orderId = await paidAndOver();
    await register(orderId);
    const withdraw = jest.fn((of: string) => world.carrier.withdraw(of));

    await run({ carrier: { withdraw } });

    expect(withdraw).not.toHaveBeenCalled();
    expect(await isRefunded(orderId)).toBe(false);
    expect(world.found.books_wrong).toBe(2);
    const details = said.map(([, { wrong, detail }]) => `${wrong}: ${detail}`);
    expect(details).toContainEqual(
      expect.stringMatching(/^not_refunded: .*the carrier has the parcel: a person/),
    );
    expect(details).toContainEqual(expect.stringMatching(/^registered_but_not_shipped/));
  });

  test.each(['registered', 'unknown'] as const)('stays where the carrier answers %s', async (answer) => {
    const orderId = await paidAndOver();
    const withdraw = async () => ({ answer, trackingCode: 'SBX1' }) as const;

    await run({ carrier: { withdraw } });

    expect(await isRefunded(orderId)).toBe(false);
    expect(said).toContainEqual([
      'a charge was not given back',
      { orderId, reference: `${orderId}/1`, outcome: answer },
    ]);

    await run(); // the carrier says something else by now
    expect(await isRefunded(orderId)).toBe(true);
  });

  test('is told of where the gateway gives no answer, and the others are given back all the same', async () => {
    const orders = [await paidAndOver(), await paidAndOver(), await paidAndOver()];
    let calls = 0;
    const refund = (reference: string) =>
      (calls += 1) === 1 ? Promise.resolve('unknown' as const) : world.payments.refund(reference);

    await run({ payments: { refund } });

    const refunded = await Promise.all(orders.map(isRefunded));
    expect(refunded.filter(Boolean)).toHaveLength(2);
    expect(said.filter(([message]) => message === 'a charge was not given back')).toHaveLength(1);
  });

  test('is given back only if two readings running find it, of an order that did not change in between', async () => {
    const orderId = await buy();
    const wrongOnce = (wrong: number, also: (version: number) => number): Books => {
      let readings = 0;
      return {
        ...world.books,
        async *orders() {
          readings += 1;
          for await (const order of world.books.orders())
            yield 'unreadable' in order || (readings !== wrong && wrong !== 0)
              ? order
              : { ...order, status: 'expired', version: also(readings) };
        },
      };
    };

    for (const wrong of [1, 2]) await run({ books: wrongOnce(wrong, () => 2) });
    await run({ books: wrongOnce(0, (reading) => reading) });
    expect(await isRefunded(orderId)).toBe(false);

    await run({ books: wrongOnce(0, () => 2) });
    expect(await isRefunded(orderId)).toBe(true);
  });
});
