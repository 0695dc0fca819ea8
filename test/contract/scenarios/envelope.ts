import type { Answer } from '../http';
import { scenario, type Scenario } from '../scenario';
import { unique } from '../shop';
import { available, basket, pay, refused, stocked, told } from '../shopping';

const LIMIT_BYTES = 65_536;
const key = (): Record<string, string> => ({ 'idempotency-key': unique('key') });

/** Everything about a request but its contents: path, method, size, content type, key. */
export const envelope: readonly Scenario[] = [
  scenario(
    'an order without an idempotency key, or with one that is too long, is not taken',
    async (shop) => {
      const sku = await stocked(shop, 5);
      const customer = await shop.customer();
      const body = basket([{ sku, quantity: 1 }]);

      for (const headers of [{}, { 'idempotency-key': '' }, ...[256, 300].map(keyOf)]) {
        refused(await customer.post('/orders', body, headers), 400, 'idempotency_key_required');
        const receipt = await shop.admin.post(
          `/products/${sku}/receipts`,
          { quantity: 1, reason: 'in' },
          headers,
        );
        refused(receipt, 400, 'idempotency_key_required');
      }
      told(await customer.post('/orders', body, keyOf(255)), 201);
      expect(await available(shop, sku)).toBe(4);
    },
  ),

  scenario('65,536 bytes are read and one more is too large', async (shop) => {
    const sku = await stocked(shop, 5);
    const customer = await shop.customer();
    const padded = (bytes: number): string => JSON.stringify(basket([{ sku, quantity: 1 }])).padEnd(bytes);

    const full = await customer.post('/orders', padded(LIMIT_BYTES), key());
    const over = await customer.post('/orders', padded(LIMIT_BYTES + 1), key());

    told(full, 201);
    refused(over, 413, 'too_large');
    expect(await available(shop, sku)).toBe(4);
  }),

  scenario('a body has to be declared as JSON', async (shop) => {
    const sku = await stocked(shop, 5);
    const customer = await shop.customer();
    const body = JSON.stringify(basket([{ sku, quantity: 1 }]));
    const declared = (headers: Record<string, string>): Promise<Answer> =>
      customer.call({ method: 'POST', path: '/orders', headers: { ...headers, ...key() }, body });

    refused(await declared({}), 415, 'unsupported_media_type');
    refused(await declared({ 'content-type': 'text/plain' }), 415, 'unsupported_media_type');
    refused(
      await declared({ 'content-type': 'application/x-www-form-urlencoded' }),
      415,
      'unsupported_media_type',
    );
    told(await declared({ 'content-type': 'Application/JSON; charset=utf-8' }), 201);
  }),

  scenario('a path that is not there, and a method that is not', async (shop) => {
    const customer = await shop.customer();
    const allowed: readonly [string, string, readonly string[]][] = [
      ['DELETE', '/orders', ['GET', 'POST']],
      ['POST', '/products', ['GET']],
      ['DELETE', '/products/x', ['GET', 'PUT']],
      ['GET', '/products/x/receipts', ['POST']],
      ['GET', '/orders/x/cancel', ['POST']],
      ['PUT', '/orders/x/payment', ['POST']],
      ['POST', '/health', ['GET']],
    ];

    for (const path of ['/', '/nothing', '/orders/x/refund', '/products/x/y/z']) {
      refused(await customer.get(path), 404, 'not_found');
    }
    for (const [method, path, methods] of allowed) {
      const answer = refused(await customer.call({ method, path }), 405, 'method_not_allowed');
      const allow = (answer.headers.allow ?? '').split(/,\s*/);
      for (const one of methods) expect([path, allow]).toEqual([path, expect.arrayContaining([one])]);
    }
  }),

  scenario('an order id that is malformed, or nobody has, is not found by any route', async (shop) => {
    const customer = await shop.customer();

    const nobodys = '00000000-0000-4000-8000-000000000000';
    for (const id of ['x', 'a'.repeat(300), '%20', '..%2F..', '%C3%A9', nobodys]) {
      refused(await customer.get(`/orders/${id}`), 404, 'not_found');
      refused(await pay(customer, id, 'tok_ok'), 404, 'not_found');
      refused(await customer.post(`/orders/${id}/cancel`), 404, 'not_found');
    }
  }),
];

function keyOf(length: number): Record<string, string> {
  return { 'idempotency-key': unique('k').padEnd(length, 'k') };
}
