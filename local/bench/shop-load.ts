import type { MessagePort } from 'node:worker_threads';
import { openShop, type Shop } from '../demo/shop';
import { fillShelf } from '../demo/stock-shelf';
import { AT_ONCE, stretch } from './stretch';

/** What is ordered, and where. */
export interface Load {
  readonly url: string;
  readonly skus: readonly string[];
}

const plenty = 1_000_000;
const shipTo = { name: 'Bench', postcode: 'N1', address: '1 Mill Lane' };

/** The thread's side: says `ready` once there is something to order, then answers each number of seconds with a stretch. */
export async function serveLoad({ url, skus }: Load, port: MessagePort): Promise<void> {
  const shop = openShop(url, AT_ONCE);
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
  const measure = async (seconds: number): Promise<void> =>
    port.postMessage(await stretch(placeOne, seconds));

  port.on('message', (seconds: number) => void measure(seconds));
  port.postMessage('ready');
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
