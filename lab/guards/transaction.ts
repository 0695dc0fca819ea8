import { patiently } from './patiently';
import type { Guard, World } from './promise';
import { enoughStock, stockOf } from './stock';

const newOrder = { entry: 'order' } as const;

/**
 * The platform's own: stock and order record in one transaction, both or neither.
 * The order record is the mark that makes a retry count once, for ever and for every process; the token does so for ten minutes.
 */
export function transaction(world: World): Guard {
  const { store } = world;

  return {
    take: (order, sku, quantity) =>
      patiently(world, order, { sku, quantity }, async () => {
        const answer = await store.transact(order, order.id, [
          { create: { ...newOrder, sku: `order#${order.id}`, of: sku, quantity } },
          {
            key: stockOf(sku),
            update: 'SET available = available - :quantity',
            condition: enoughStock,
            values: { ':quantity': quantity },
          },
        ]);
        if (answer.kind === 'done') return 'taken';
        if (answer.kind !== 'refused') return answer.kind;

        const [order_] = answer.olds;
        return order_ ? 'taken' : 'sold out';
      }),
  };
}
