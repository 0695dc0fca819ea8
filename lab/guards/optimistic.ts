import { hasTaken, makeLanes } from './marks';
import { patiently } from './patiently';
import type { Guard, World } from './promise';
import { availableOf, stockOf } from './stock';

const unchanged = 'version = :seen';

/** Optimistic: read, and write only if nobody else has written since. Whoever loses the race reads again. */
export function optimistic(world: World): Guard {
  const { store } = world;
  const lanes = makeLanes(world.process);

  return {
    take: (order, sku, quantity) =>
      lanes.lend((once) =>
        patiently(world, order, { sku, quantity }, (inDoubt) =>
          once(async (mark) => {
            const stock = await store.get(order, stockOf(sku));
            if (!stock) return 'throttled';
            if (inDoubt && hasTaken(stock, order)) return 'taken';

            const available = availableOf(stock);
            if (available < quantity) return 'sold out';

            const version = Number(stock['version']);
            const answer = await store.update(order, {
              key: stockOf(sku),
              update: 'SET available = :left, version = :next, #mark = :order',
              condition: unchanged,
              values: {
                ':left': available - quantity,
                ':next': version + 1,
                ':seen': version,
                ':order': order.id,
              },
              names: { '#mark': mark },
            });
            if (answer.kind === 'done') return 'taken';
            return answer.kind === 'refused' ? 'raced' : answer.kind;
          }),
        ),
      ),
  };
}
