import { patiently } from './patiently';
import type { Guard, World } from './promise';
import { availableOf, stockOf } from './stock';

/**
 * No guard: read, look, write what is left. WRONG, and here to be seen failing.
 * Two buyers who read the same number both write the same number: one update is lost, and a unit is sold twice.
 */
export function none(world: World): Guard {
  const { store } = world;

  return {
    take: (order, sku, quantity) =>
      patiently(world, order, { sku, quantity }, async () => {
        const stock = await store.get(order, stockOf(sku));
        if (!stock) return 'throttled';

        const available = availableOf(stock);
        if (available < quantity) return 'sold out';

        const answer = await store.update(order, {
          key: stockOf(sku),
          update: 'SET available = :left',
          values: { ':left': available - quantity },
        });
        if (answer.kind === 'done') return 'taken';
        return answer.kind === 'refused' ? 'raced' : answer.kind;
      }),
  };
}
