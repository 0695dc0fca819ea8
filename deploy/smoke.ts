import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../local/command';
import { assertStatus, type Shop } from './shop-client';

/** Three cold starts and the waiting of a queue; a shipment takes a second or two when all is warm. */
const SHIPPED_WITHIN_MS = 90_000;
const PAUSE_MS = 500;

const shipTo = { name: 'Smoke Test', postcode: '10115', address: 'Nowhere 1' };

export interface Smoke {
  readonly sku: string;
  readonly orderId: string;
  readonly trackingCode: string;
}

/**
 * Sells one unit of a product of its own through the deployed API, and waits until the deployed worker has shipped it.
 * `shop` speaks for an administrator.
 *
 * @throws Refusal that names the step, what it must give and what came.
 */
export async function smokeTest(shop: Shop, say: (line: string) => void): Promise<Smoke> {
  const sku = await stockOneProduct(shop);
  say(`stocked ${sku} with 2 units`);

  const orderId = await order(shop, sku);
  say(`ordered 1: paid, ${orderId}`);

  const trackingCode = await shipped(shop, orderId);
  say(`shipped by the worker: ${trackingCode}`);

  const left = await shop({ method: 'GET', path: `/products/${sku}` });
  if (left.body['available'] !== 1)
    throw new Refusal(`smoke test: 1 unit must be left, got ${JSON.stringify(left.body)}`);

  return { sku, orderId, trackingCode };
}

/**
 * Looks at what a shop shows to everyone, and changes nothing.
 * @throws Refusal that names the step, what it must give and what came.
 */
export async function lookAround(shop: Shop): Promise<void> {
  for (const path of ['/health', '/products'])
    assertStatus(`GET ${path}`, await shop({ method: 'GET', path }), 200);
}

/** Creates a product and books two units of it in. */
export async function stockOneProduct(shop: Shop): Promise<string> {
  const sku = `smoke-${randomUUID()}`;
  assertStatus('GET /health', await shop({ method: 'GET', path: '/health' }), 200);

  const created = await shop({
    method: 'PUT',
    path: `/products/${sku}`,
    headers: { 'if-none-match': '*' },
    body: { name: 'Smoke test', unitPrice: 100, currency: 'EUR' },
  });
  assertStatus('creating a product', created, 201);

  const received = await shop({
    method: 'POST',
    path: `/products/${sku}/receipts`,
    headers: { 'idempotency-key': randomUUID() },
    body: { quantity: 2, reason: 'smoke test' },
  });
  assertStatus('receiving stock', received, 201);

  return sku;
}

async function order(shop: Shop, sku: string): Promise<string> {
  const placed = await placeOne(shop, sku);
  assertStatus('placing an order', placed, 201);
  if (placed.body['status'] !== 'paid')
    throw new Refusal(`smoke test: the order must be paid, got ${JSON.stringify(placed.body)}`);

  return String(placed.body['orderId']);
}

/** Places and pays an order for one unit. */
export function placeOne(shop: Shop, sku: string): ReturnType<Shop> {
  return shop({
    method: 'POST',
    path: '/orders',
    headers: { 'idempotency-key': randomUUID() },
    body: { lines: [{ sku, quantity: 1 }], shipTo, payment: { token: 'tok_ok' } },
  });
}

async function shipped(shop: Shop, orderId: string): Promise<string> {
  const until = performance.now() + SHIPPED_WITHIN_MS;
  for (;;) {
    const { body } = await shop({ method: 'GET', path: `/orders/${orderId}` });
    const shipment = body['shipment'] as { readonly trackingCode: string } | undefined;
    if (body['status'] === 'shipped' && shipment) return shipment.trackingCode;
    if (performance.now() > until)
      throw new Refusal(
        `smoke test: order ${orderId} must be shipped within ${SHIPPED_WITHIN_MS / 1000} s, got ${JSON.stringify(body)}`,
      );
    await sleep(PAUSE_MS);
  }
}
