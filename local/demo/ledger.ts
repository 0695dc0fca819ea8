import { setTimeout as sleep } from 'node:timers/promises';
import { insist, type Shop } from './shop';

/** An order as its buyer reads it at the end. */
export interface Kept {
  readonly orderId: string;
  readonly status: string;
}

export interface Account {
  readonly token: string;
}

const AT_ONCE = 32;
const SHIPPED_WITHIN_MS = 60_000;
const LOOK_AGAIN_MS = 200;

/** Every order of every buyer, read once no paid one waits for its parcel any more. */
export async function readOrders(
  shop: Shop,
  buyers: readonly Account[],
): Promise<readonly (readonly Kept[])[]> {
  const deadline = performance.now() + SHIPPED_WITHIN_MS;

  for (;;) {
    const orders = await inTurns(buyers, async ({ token }) => await ordersOf(shop, token));
    const waiting = orders.flat().some(({ status }) => status === 'paid' || status === 'paying');
    if (!waiting || performance.now() > deadline) return orders;

    await sleep(LOOK_AGAIN_MS);
  }
}

/** Runs all, a few at once. */
export async function inTurns<T, R>(
  all: readonly T[],
  run: (one: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < all.length) {
      const index = next;
      next += 1;
      results[index] = await run(all[index] as T, index);
    }
  };

  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

async function ordersOf(shop: Shop, token: string): Promise<readonly Kept[]> {
  const { status, body } = await insist(shop, { method: 'GET', path: '/orders?limit=100', token });
  if (status !== 200)
    throw new Error(`the orders of a buyer cannot be read: ${status} ${JSON.stringify(body)}`);

  return (body as { orders: readonly Kept[] }).orders;
}
