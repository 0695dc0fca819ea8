import { openShop, type Shop } from '../demo/shop';
import { fillShelf } from '../demo/stock-shelf';

/** What one stretch of placing orders came to: how many were placed and paid, and how long each answer took. */
export interface Stretch {
  readonly orders: number;
  readonly seconds: number;
  readonly latenciesMs: readonly number[];
}

/** 32 requests on their way, from as many connections, as long as a stretch lasts. */
export const CONNECTIONS = 32;

const plenty = 1_000_000;
const shipTo = { name: 'Bench', postcode: 'N1', address: '1 Mill Lane' };

/** A shelf of SKUs to order from, and how fast orders for them are placed and paid. */
export interface ShopRate {
  readonly measure: (seconds: number) => Promise<Stretch>;
  readonly close: () => void;
}

export async function openShopRate(url: string, skus: readonly string[]): Promise<ShopRate> {
  const shop = openShop(url, CONNECTIONS);
  const admin = await shop.token('bench-admin', 'admin');
  for (const sku of skus) await fillShelf(shop, admin, { sku, units: plenty });
  const token = await shop.token('bench-buyer');
  let placed = 0;

  const placeOne = async (): Promise<number> => {
    const number = (placed += 1);
    const sku = skus[number % skus.length] ?? '';
    const { status, ms } = await order(shop, { token, sku, key: `${skus[0]}-${number}` });
    if (status !== 201) throw new Error(`an order of the benchmark must be answered 201, got ${status}`);
    return ms;
  };

  return { measure: (seconds) => stretch(placeOne, seconds), close: () => shop.close() };
}

async function order(shop: Shop, { token, sku, key }: { token: string; sku: string; key: string }) {
  return await shop.ask({
    method: 'POST',
    path: '/orders',
    token,
    headers: { 'idempotency-key': key },
    body: { lines: [{ sku, quantity: 1 }], shipTo, payment: { token: 'tok_ok' } },
  });
}

/** Keeps {@link CONNECTIONS} of something in flight for so many seconds; the last ones are waited for and counted. */
export async function stretch(once: () => Promise<number>, seconds: number): Promise<Stretch> {
  const latenciesMs: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1000;
  const worker = async () => {
    while (performance.now() < end) latenciesMs.push(await once());
  };

  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  return { orders: latenciesMs.length, seconds: (performance.now() - start) / 1000, latenciesMs };
}
