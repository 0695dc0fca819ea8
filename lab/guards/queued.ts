import type { Guard, World } from './promise';
import type { RowLocks } from './row-locks';
import { availableOf, stockOf } from './stock';

/**
 * Queued: SELECT … FOR UPDATE, UPDATE, COMMIT, as in a SQL database, whose row lock lets its waiters stand in line and wakes the next one.
 * DynamoDB has no such lock; this recipe runs on the lab's model of a SQL database, to show what makes the two classic locks cross.
 */
export function queued(world: World & { readonly rows: RowLocks }): Guard {
  return {
    take: async (order, sku, quantity) => {
      const row = await world.rows.selectForUpdate(stockOf(sku), order.askedAt + world.rules.patienceMs);
      if (!row) return 'gave up';

      const available = availableOf(row.item);
      if (available < quantity) {
        await row.rollback();
        return 'sold out';
      }
      await row.updateAndCommit({ available: available - quantity });
      return 'taken';
    },
  };
}
