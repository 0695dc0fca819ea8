import { randomUUID } from 'node:crypto';
import { buy, type Crowd } from './buyer';
import { inTurns, readOrders } from './ledger';
import { planBuyers } from './plan';
import { openShop, type Shop } from './shop';
import { fillShelf } from './stock-shelf';
import type { Seen } from './tally';

export interface Sale {
  readonly buyers: number;
  readonly units: number;
  readonly seed: number;
}

/** A waiting buyer gives up then; longer with a bigger crowd, in milliseconds. */
const PATIENCE_MS = 60_000;
const PATIENCE_PER_BUYER_MS = 50;
const PROGRESS_MS = 500;

/** Requests on their way at once; more wait for a connection: Node's servers keep 511 that are not accepted yet, and files are few. */
const CONNECTIONS = 500;

/**
 * Sells a new product to a crowd that comes all at once, waits for the parcels, and reads everybody's orders.
 * @throws where the shop cannot be reached or gives no tokens
 */
export async function sell(url: string, sale: Sale, say: (line: string) => void): Promise<Seen> {
  const shop = openShop(url, CONNECTIONS);
  try {
    return await sellIn(shop, sale, say);
  } finally {
    shop.close();
  }
}

async function sellIn(
  shop: Shop,
  { buyers: count, units, seed }: Sale,
  say: (line: string) => void,
): Promise<Seen> {
  // a product and buyers of its own, so that a second run finds nothing of the first
  const run = randomUUID().slice(0, 8);
  const sku = `demo-${run}`;
  await fillShelf(shop, await shop.token(`demo-${run}`, 'admin'), { sku, units });

  const buyers = planBuyers(count, seed, run);
  const accounts = await inTurns(buyers, async ({ name }) => ({ token: await shop.token(name) }));
  say(`${count} buyers want ${units} units of ${sku}, all at once`);

  const start = performance.now();
  const crowd: Crowd = {
    shop,
    sku,
    units,
    sold: 0,
    times: [],
    lastSoldAt: start,
    closesAt: start + PATIENCE_MS + count * PATIENCE_PER_BUYER_MS,
    surprises: [],
  };
  const stopTelling = tellProgress(crowd, say);
  const endings = await Promise.all(
    buyers.map(async (buyer, n) => await buy(crowd, buyer, accounts[n]?.token ?? '')),
  ).finally(stopTelling);

  say('waiting for the parcels, then reading the orders of every buyer');
  const orders = await readOrders(shop, accounts);
  const { times, surprises, lastSoldAt } = crowd;
  return { buyers: count, units, endings, orders, times, sellingMs: lastSoldAt - start, surprises };
}

function tellProgress(crowd: Crowd, say: (line: string) => void): () => void {
  const timer = setInterval(() => {
    say(`  ${crowd.sold} of ${crowd.units} sold, ${crowd.times.length} requests answered`);
  }, PROGRESS_MS);

  return () => clearInterval(timer);
}
