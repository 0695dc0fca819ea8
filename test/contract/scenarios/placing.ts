import { orderIn, problemIn, shortLinesIn } from '../shapes';
import { scenario, type Scenario } from '../scenario';
import { unique } from '../shop';
import {
  available,
  basket,
  cancel,
  events,
  place,
  placed,
  read,
  receive,
  refused,
  replayed,
  stocked,
  told,
} from '../shopping';

export const placing: readonly Scenario[] = [
  scenario('an order without a payment is held until its hold ends', async (shop) => {
    const sku = await stocked(shop, 5);
    const customer = await shop.customer();

    const answer = await place(customer, [{ sku, quantity: 2 }]);

    const order = orderIn(told(answer, 201));
    expect(order).toMatchObject({ status: 'held', total: 2_500, currency: 'EUR' });
    expect(Date.parse(order.expiresAt ?? '')).toBeGreaterThan(Date.parse(order.createdAt));
    expect(events(order)).toEqual(['held']);
    expect(await available(shop, sku)).toBe(3);
  }),

  scenario('an order placed with a good card is paid, then shipped', async (shop) => {
    const sku = await stocked(shop, 5);
    const customer = await shop.customer();

    const order = orderIn(told(await place(customer, [{ sku, quantity: 2 }], { token: 'tok_ok' }), 201));

    expect(order).toMatchObject({ status: 'paid', payment: { attempts: 1 } });
    expect(events(order)).toEqual(['paying', 'paid']);
    expect(await available(shop, sku)).toBe(3);
  }),

  scenario('lines of one sku are one demand', async (shop) => {
    const sku = await stocked(shop, 3);
    const customer = await shop.customer();
    const twice = [
      { sku, quantity: 2 },
      { sku, quantity: 2 },
    ];

    const short = await place(customer, twice);
    await receive(shop, sku, 1);
    const enough = await place(customer, twice);

    expect(shortLinesIn(refused(short, 409, 'insufficient_stock'))).toEqual([
      { sku, requested: 4, available: 3 },
    ]);
    expect(orderIn(told(enough, 201)).lines).toEqual([{ sku, quantity: 4, unitPrice: 1_250 }]);
    expect(await available(shop, sku)).toBe(0);
  }),

  scenario(
    'an order that falls short names each sku that does, and takes nothing of the others',
    async (shop) => {
      const [plenty, few, none] = await Promise.all([stocked(shop, 10), stocked(shop, 1), stocked(shop, 0)]);
      const customer = await shop.customer();
      const lines = [
        { sku: plenty, quantity: 1 },
        { sku: few, quantity: 2 },
        { sku: none, quantity: 3 },
      ];

      const answer = await place(customer, lines);

      const short = [...shortLinesIn(refused(answer, 409, 'insufficient_stock'))];
      expect(short.sort((a, b) => a.requested - b.requested)).toEqual([
        { sku: few, requested: 2, available: 1 },
        { sku: none, requested: 3, available: 0 },
      ]);
      expect(await available(shop, plenty)).toBe(10);
    },
  ),

  scenario(
    'a refusal keeps no key: the same key buys when there is stock, with another body too',
    async (shop) => {
      const sku = await stocked(shop, 0);
      const customer = await shop.customer();
      const key = unique('key');

      refused(await place(customer, [{ sku, quantity: 3 }], { key }), 409, 'insufficient_stock');
      await receive(shop, sku, 2);
      const order = await place(customer, [{ sku, quantity: 2 }], { key });

      told(order, 201);
      expect(replayed(order)).toBe(false);
    },
  ),

  scenario('unknown skus of an order are named, whatever the stock of the others', async (shop) => {
    const none = await stocked(shop, 0);
    const unknown = [unique('none'), unique('none')];
    const customer = await shop.customer();

    const answer = await place(
      customer,
      [none, ...unknown].map((sku) => ({ sku, quantity: 1 })),
    );

    const { skus } = problemIn(refused(answer, 404, 'unknown_sku'));
    expect([...(skus as string[])].sort()).toEqual([...unknown].sort());
  }),

  scenario('two currencies do not go into one order', async (shop) => {
    const euros = await stocked(shop, 5, { currency: 'EUR' });
    const dollars = await stocked(shop, 5, { currency: 'USD' });
    const customer = await shop.customer();

    const answer = await place(customer, [
      { sku: euros, quantity: 1 },
      { sku: dollars, quantity: 1 },
    ]);

    refused(answer, 400, 'invalid_request');
    expect(await available(shop, euros)).toBe(5);
  }),

  scenario('an order of fifty skus, 999 each, is accepted whole and cancelled whole', async (shop) => {
    const skus = await Promise.all(Array.from({ length: 50 }, async () => await stocked(shop, 1_000)));
    const customer = await shop.customer();

    const order = await placed(
      customer,
      skus.map((sku) => ({ sku, quantity: 999 })),
    );
    const left = await Promise.all(skus.map(async (sku) => await available(shop, sku)));
    const ended = orderIn(told(await cancel(customer, order.orderId), 200));

    expect(order.total).toBe(50 * 999 * 1_250);
    expect(left).toEqual(skus.map(() => 1));
    expect(ended.status).toBe('cancelled');
    expect(await available(shop, skus[49]!)).toBe(1_000);
  }),

  scenario('the longest text that is allowed is kept, code point by code point', async (shop) => {
    const sku = await stocked(shop, 5);
    const customer = await shop.customer();
    const shipTo = { name: '💡'.repeat(100), postcode: ` ${'9'.repeat(20)} `, address: 'é'.repeat(300) };

    const answer = await customer.post(
      '/orders',
      { ...basket([{ sku, quantity: 1 }]), shipTo },
      { 'idempotency-key': 'k'.repeat(255) },
    );

    const order = orderIn(told(answer, 201));
    expect(await read(customer, order.orderId)).toEqual(order);
  }),
];
