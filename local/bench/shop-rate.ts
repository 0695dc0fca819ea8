import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Load } from './shop-load';
import type { Stretch } from './stretch';

/** A shelf of SKUs to order from, and how fast orders for them are placed and paid. */
export interface ShopRate {
  readonly measure: (seconds: number) => Promise<Stretch>;
  readonly close: () => Promise<void>;
}

/** The customers have a thread of their own: what is measured is the shop, and not who asks. */
export async function openShopRate(url: string, skus: readonly string[]): Promise<ShopRate> {
  const load: Load = { url, skus };
  const worker = new Worker(join(__dirname, 'shop-load-worker.js'), { workerData: load });
  await once(worker, 'message');

  return {
    measure: async (seconds) => {
      const answer = once(worker, 'message');
      worker.postMessage(seconds);
      const [measured] = (await answer) as [Stretch];
      return measured;
    },
    close: async () => {
      await worker.terminate();
    },
  };
}
