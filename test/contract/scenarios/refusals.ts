import { errorsIn, problemIn } from '../shapes';
import { scenario, type Scenario } from '../scenario';
import { unique } from '../shop';
import { available, basket, pay, placed, refused, stocked, told } from '../shopping';

const key = (): Record<string, string> => ({ 'idempotency-key': unique('key') });

export const refusals: readonly Scenario[] = [
  scenario('bad orders are refused field by field and take nothing', async (shop) => {
    const sku = await stocked(shop, 100_000);
    const customer = await shop.customer();
    const good = basket([{ sku, quantity: 1 }]);
    const line = (quantity: unknown): object => ({ ...good, lines: [{ sku, quantity }] });
    const to = (shipTo: object): object => ({ ...good, shipTo: { ...good.shipTo, ...shipTo } });
    const bad: readonly [string, object][] = [
      ['lines[0].quantity', line(0)],
      ['lines[0].quantity', line(-1)],
      ['lines[0].quantity', line(1.5)],
      ['lines[0].quantity', line(1_000)],
      ['lines[0].quantity', line(1e300)],
      ['lines[0].quantity', line('1')],
      ['lines[0].quantity', line(null)],
      ['lines[0].quantity', { ...good, lines: [{ sku }] }],
      ['lines[0].sku', { ...good, lines: [{ quantity: 1 }] }],
      ['lines[0].price', { ...good, lines: [{ sku, quantity: 1, price: 1 }] }],
      ['lines', { ...good, lines: [] }],
      ['lines', { ...good, lines: 'all' }],
      ['lines', { shipTo: good.shipTo }],
      ['shipTo', { lines: good.lines }],
      ['shipTo.name', to({ name: 'n'.repeat(101) })],
      ['shipTo.name', to({ name: ' ' })],
      ['shipTo.postcode', to({ postcode: '9'.repeat(21) })],
      ['shipTo.postcode', to({ postcode: 1012 })],
      ['shipTo.address', to({ address: 'a'.repeat(301) })],
      ['shipTo.address', to({ address: 'a\nb' })],
      ['shipTo.country', to({ country: 'NL' })],
      ['payment.token', { ...good, payment: { token: 'tok_nobody_knows' } }],
      ['payment.token', { ...good, payment: {} }],
      ['customerId', { ...good, customerId: 'somebody-else' }],
    ];

    for (const [field, body] of bad) {
      const answer = await customer.post('/orders', body, key());
      const errors = errorsIn(refused(answer, 400, 'invalid_request'));
      expect([field, ...errors.map((error) => error.field)]).toEqual([field, field]);
    }
    expect(await available(shop, sku)).toBe(100_000);
  }),

  scenario('what came is told back, and null where nothing came', async (shop) => {
    const customer = await shop.customer();
    const body = {
      ...basket([]),
      lines: [{ sku: 'x', quantity: 0 }],
      shipTo: { postcode: '1', address: '2' },
    };

    const answer = await customer.post('/orders', body, key());

    const errors = errorsIn(refused(answer, 400, 'invalid_request'));
    const byField = new Map(errors.map((error) => [error.field, error.got]));
    expect(byField).toEqual(
      new Map<string, unknown>([
        ['lines[0].quantity', 0],
        ['shipTo.name', null],
      ]),
    );
  }),

  scenario('limits hold after merging: 50 skus, 999 of each, and 200 lines as they come', async (shop) => {
    const sku = await stocked(shop, 10_000);
    const customer = await shop.customer();
    const many = (count: number, quantity: number): object =>
      basket(Array.from({ length: count }, () => ({ sku, quantity })));
    const skus = basket(Array.from({ length: 51 }, (_, n) => ({ sku: `sku-${n}`, quantity: 1 })));

    refused(await customer.post('/orders', skus, key()), 400, 'invalid_request');
    refused(await customer.post('/orders', many(201, 1), key()), 400, 'invalid_request');
    refused(await customer.post('/orders', many(2, 500), key()), 400, 'invalid_request');
    told(await customer.post('/orders', many(200, 1), key()), 201);
    told(await customer.post('/orders', many(3, 333), key()), 201);

    expect(await available(shop, sku)).toBe(10_000 - 200 - 999);
  }),

  scenario('what is not JSON is refused with a problem that says so', async (shop) => {
    const customer = await shop.customer();
    const bodies = [
      '{"lines":',
      '',
      'null',
      '[]',
      '"text"',
      '7',
      '{"lines":[{"sku":"x","quantity":1}],}',
      '\u0000',
    ];

    for (const body of bodies) {
      const answer = await customer.post('/orders', body, { 'content-type': 'application/json', ...key() });
      errorsIn(refused(answer, 400, 'invalid_request'));
    }
  }),

  scenario('prototype names in a body are fields like any other, and unknown', async (shop) => {
    const customer = await shop.customer();
    const body = '{"__proto__":{"admin":true},"constructor":{},"lines":[],"shipTo":{}}';

    const answer = await customer.post('/orders', body, key());

    refused(answer, 400, 'invalid_request');
  }),

  scenario('a payment names a token that the sandbox knows', async (shop) => {
    const sku = await stocked(shop, 5);
    const customer = await shop.customer();
    const { orderId } = await placed(customer, [{ sku, quantity: 1 }]);

    const unknown = await pay(customer, orderId, 'tok_nobody_knows');
    const missing = await customer.post(`/orders/${orderId}/payment`, {});
    const extra = await customer.post(`/orders/${orderId}/payment`, { token: 'tok_ok', amount: 1 });

    expect(errorsIn(refused(unknown, 400, 'invalid_request'))).toMatchObject([{ field: 'token' }]);
    expect(errorsIn(refused(missing, 400, 'invalid_request'))).toMatchObject([{ field: 'token', got: null }]);
    expect(errorsIn(refused(extra, 400, 'invalid_request'))).toMatchObject([{ field: 'amount' }]);
  }),

  scenario('every problem says what it is in words a person can act on', async (shop) => {
    const customer = await shop.customer();

    const answer = await customer.post('/orders', { lines: [] }, key());

    const problem = problemIn(refused(answer, 400, 'invalid_request'));
    expect(problem.detail.length).toBeGreaterThan(10);
    expect(problem.title).not.toBe('');
    for (const error of errorsIn(answer)) expect(error.wanted).not.toBe('');
  }),
];
