import type { Order, Outcome, Try, World } from './promise';

export interface Wish {
  readonly sku: string;
  readonly quantity: number;
}

/**
 * Tries until there is an answer for the buyer or the buyer's patience is over, with full jitter between tries.
 * `once` is told whether an earlier try may have been applied: then it must look for its own mark first,
 * and a memory of "sold out" does not count. Whoever is in doubt does not give up either: nobody would know whose the units are.
 */
export async function patiently(
  world: World,
  order: Order,
  { sku, quantity }: Wish,
  once: (inDoubt: boolean) => Promise<Try>,
): Promise<Outcome> {
  let inDoubt = order.redelivered;
  if (!inDoubt && world.now() - order.askedAt > world.rules.patienceMs) return gaveUp(order);

  for (let tries = 0; ; tries += 1) {
    if (!inDoubt && world.soldOut.says(sku, quantity)) return 'sold out';

    const result = await once(inDoubt);
    if (result === 'sold out') world.soldOut.learn(sku, quantity);
    if (result === 'taken' || result === 'sold out' || result === 'gave up') return result;

    if (result === 'unanswered') inDoubt = true;
    order.spent.trouble = result;
    const pause = world.random() * longestPause(world, result === 'raced', tries);
    const isOver = world.now() + pause - order.askedAt > world.rules.patienceMs;
    if (isOver && !inDoubt) return 'gave up';
    await world.sleep(pause);
  }
}

function longestPause({ rules }: World, raced: boolean, tries: number): number {
  const doubled = 2 ** Math.min(tries, 20);
  return raced
    ? Math.min(rules.longestRacePauseMs, rules.firstRacePauseMs * doubled)
    : Math.min(rules.longestPauseMs, rules.firstPauseMs * doubled);
}

/** It has waited in line for too long: what it waited for was throughput. */
function gaveUp(order: Order): Outcome {
  order.spent.trouble = 'throttled';
  return 'gave up';
}
