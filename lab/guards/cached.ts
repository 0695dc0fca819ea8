import { makeCounter, onePer } from './counter';
import type { Guard, World } from './promise';
import { stockOf } from './stock';

/**
 * Cached: a counter in Redis stands in front of the conditional write. It may say "sold out" early and never says yes:
 * whoever it lets in still asks the store. Wiped, doubled, frozen or gone, it can cost time, never a unit.
 */
export function cached(world: World): Guard {
  const counterOf = onePer((sku) => makeCounter(world, stockOf(sku)));

  return {
    take: async (order, sku, quantity) => {
      // an order in doubt may hold its units already: only the judge can tell
      const word = order.redelivered ? 'unknown' : await world.gate.admit(sku, quantity);
      if (word === 'out') return 'sold out';

      const counter = counterOf(sku);
      const outcome = await counter.take(order, quantity);
      const admitted = word === 'in' ? quantity : 0;
      await world.gate.settle(sku, { admitted, taken: outcome === 'taken', left: counter.left() });
      return outcome;
    },
  };
}
