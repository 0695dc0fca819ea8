import type { Answer } from '../http';
import { orderIn } from '../shapes';
import { scenario, type Scenario } from '../scenario';
import { unique, type Caller, type Shop } from '../shop';
import {
  atOnce,
  available,
  becomes,
  cancel,
  place,
  placed,
  read,
  refused,
  replayed,
  stocked,
  told,
} from '../shopping';

export const replays: readonly Scenario[] = [
  scenario('of fifty equal orders at once one is the original, and all name the same order', async (shop) => {
    const sku = await stocked(shop, 100);
    const customer = await shop.customer();
    const key = unique('key');

    const answers = await atOnce(50, () => place(customer, [{ sku, quantity: 2 }], { key }));

    expectOneOriginal(shop, answers);
    for (const answer of answers.filter(replayed)) told(answer, 200);
    expect(new Set(answers.map((answer) => orderIn(answer).orderId)).size).toBe(1);
    expect(await available(shop, sku)).toBe(98);
  }),

  scenario('fifty equal paid orders at once charge once', async (shop) => {
    const sku = await stocked(shop, 100);
    const customer = await shop.customer();
    const key = unique('key');

    const answers = await atOnce(50, () => place(customer, [{ sku, quantity: 2 }], { key, token: 'tok_ok' }));

    expectOneOriginal(shop, answers);
    for (const answer of answers.filter(replayed)) {
      told(answer, orderIn(answer).status === 'paying' ? 202 : 200);
    }
    const order = await becomes(customer, orderIn(answers[0]!).orderId, 'shipped');
    expect(order.payment?.attempts).toBe(1);
    expect(await available(shop, sku)).toBe(98);
  }),

  scenario('the last unit is not refused to the replay of the order that has it', async (shop) => {
    const sku = await stocked(shop, 1);
    const customer = await shop.customer();
    const key = unique('key');

    const answers = await atOnce(50, () => place(customer, [{ sku, quantity: 1 }], { key }));

    expectOneOriginal(shop, answers);
    expect(answers.filter(({ status }) => status === 409)).toEqual([]);
  }),

  scenario(
    'two requests with one key at once: the first wins, the other is refused and does nothing',
    async (shop) => {
      const sku = await stocked(shop, 100);
      const customer = await shop.customer();
      const key = unique('key');

      const answers = await atOnce(50, (n) => place(customer, [{ sku, quantity: 1 + (n % 2) }], { key }));

      const good = answers.filter(({ status }) => status !== 422);
      const bad = answers.filter(({ status }) => status === 422);
      expectOneOriginal(shop, good);
      expect([good.length, bad.length]).toEqual([25, 25]);
      for (const answer of bad) refused(answer, 422, 'idempotency_key_reused');
      const { lines } = orderIn(good[0]!);
      expect(await available(shop, sku)).toBe(100 - lines[0]!.quantity);
    },
  ),

  scenario(
    'neither the order of lines nor how they are split changes what counts as the same',
    async (shop) => {
      const [a, b] = await Promise.all([stocked(shop, 10), stocked(shop, 10)]);
      const customer = await shop.customer();
      const key = unique('key');

      const first = await placed(
        customer,
        [
          { sku: a, quantity: 1 },
          { sku: b, quantity: 2 },
          { sku: a, quantity: 2 },
        ],
        { key },
      );
      const again = await place(
        customer,
        [
          { sku: b, quantity: 2 },
          { sku: a, quantity: 3 },
        ],
        { key },
      );

      expect(replayed(told(again, 200))).toBe(true);
      expect(orderIn(again)).toEqual(first);
      expect([await available(shop, a), await available(shop, b)]).toEqual([7, 8]);
    },
  ),

  scenario('every part of a request is part of what is compared', async (shop) => {
    const sku = await stocked(shop, 10);
    const customer = await shop.customer();
    const key = unique('key');
    const lines = [{ sku, quantity: 1 }];

    const first = await placed(customer, lines, { key });
    const elsewhere = await place(customer, lines, { key, postcode: '2000 XX' });
    const withCard = await place(customer, lines, { key, token: 'tok_ok' });
    const more = await place(customer, [{ sku, quantity: 2 }], { key });

    for (const answer of [elsewhere, withCard, more]) refused(answer, 422, 'idempotency_key_reused');
    expect(await read(customer, first.orderId)).toEqual(first);
    expect(await available(shop, sku)).toBe(9);
  }),

  scenario('a replay shows the order as it is now, when it is over too', async (shop) => {
    const sku = await stocked(shop, 10);
    const customer = await shop.customer();
    const key = unique('key');
    const lines = [{ sku, quantity: 1 }];

    const { orderId } = await placed(customer, lines, { key });
    told(await cancel(customer, orderId), 200);
    const again = await place(customer, lines, { key });

    expect(replayed(told(again, 200))).toBe(true);
    expect(orderIn(again)).toMatchObject({ orderId, status: 'cancelled' });
    expect(await available(shop, sku)).toBe(10);
  }),

  scenario('a replay is answered when the stock has gone since', async (shop) => {
    const sku = await stocked(shop, 2);
    const [customer, other] = await Promise.all([shop.customer(), shop.customer()]);
    const key = unique('key');

    const first = await placed(customer, [{ sku, quantity: 1 }], { key });
    await placed(other, [{ sku, quantity: 1 }]);
    const again = await place(customer, [{ sku, quantity: 1 }], { key });

    expect(orderIn(told(again, 200)).orderId).toBe(first.orderId);
  }),

  scenario('one key of two customers makes two orders', async (shop) => {
    const sku = await stocked(shop, 10);
    const key = unique('key');
    const [a, b] = await Promise.all([shop.customer(), shop.customer()]);

    const [first, second] = await Promise.all([a, b].map(async (one) => await buyOne(one, sku, key)));

    expect(first).not.toBe(second);
    expect(await available(shop, sku)).toBe(8);
  }),
];

async function buyOne(customer: Caller, sku: string, key: string): Promise<string> {
  return (await placed(customer, [{ sku, quantity: 1 }], { key })).orderId;
}

/** With faults the first answer may be "outcome unknown", and then the client's next try is a replay. */
function expectOneOriginal(shop: Shop, answers: readonly Answer[]): void {
  const originals = answers.filter((answer) => !replayed(answer)).map(({ status }) => status);

  if (!shop.faulty || originals.length > 0) expect(originals).toHaveLength(1);
  for (const status of originals) expect([201, 202]).toContain(status);
}
