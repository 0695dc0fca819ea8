import { hasTaken, makeLanes } from './marks';
import { patiently, type Wish } from './patiently';
import type { Guard, Order, Try, World } from './promise';
import { availableOf, enoughStock, stockOf } from './stock';
import type { Answer, Item } from './store';

const free = '(attribute_not_exists(holder) OR holder = :me OR heldUntil < :now)';
const stillMine = 'fence = :fence';

/**
 * Pessimistic: take a lock with a lease, then write, then let go (the last two in one write).
 * Each lease has a number, the fence: a holder that was paused for longer than its lease cannot write any more.
 * Waiters look by reading; only who has seen the lock free tries to take it.
 */
export function pessimistic(world: World): Guard {
  const lanes = makeLanes(world.process);

  return {
    take: (order, sku, quantity) => {
      const wish = { sku, quantity };
      let waiting = false;

      return lanes.lend((once) =>
        patiently(world, order, wish, async (inDoubt) => {
          const seen = waiting ? await look(world, order, wish, inDoubt) : 'free';
          if (seen !== 'free') return seen;

          return once(async (mark) => {
            const lock = await takeLock(world, order, wish);
            waiting = true;
            if (lock.kind !== 'done') return refusal(lock, order, quantity);
            if (inDoubt && hasTaken(lock.item, order)) {
              await unlock(world, order, sku, lock.item);
              return 'taken';
            }

            const answer = await takeAndUnlock(world, order, wish, { item: lock.item, mark });
            waiting = answer.kind === 'refused';
            if (answer.kind === 'done') return 'taken';
            return answer.kind === 'refused' ? 'raced' : answer.kind;
          });
        }),
      );
    },
  };
}

/** What a waiter sees: the lock is free, or a reason to answer or to look again later. */
async function look(
  world: World,
  order: Order,
  { sku, quantity }: Wish,
  inDoubt: boolean,
): Promise<Try | 'free'> {
  const stock = await world.store.get(order, stockOf(sku));
  if (!stock) return 'throttled';
  // the answer that gave it the lock was lost: it takes the lock again, and lets it go where it has sold already
  if (stock['holder'] === holderOf(world, order)) return 'free';
  if (inDoubt && hasTaken(stock, order)) return 'taken';
  if (availableOf(stock) < quantity) return 'sold out';
  return isFree(stock, world.now()) ? 'free' : 'raced';
}

function takeLock(world: World, order: Order, { sku, quantity }: Wish): Promise<Answer> {
  const { store, now, rules } = world;
  return store.update(order, {
    key: stockOf(sku),
    update: 'SET holder = :me, heldUntil = :until, fence = fence + :one',
    condition: `${enoughStock} AND ${free}`,
    values: {
      ':me': holderOf(world, order),
      ':now': now(),
      ':until': now() + rules.leaseMs,
      ':one': 1,
      ':quantity': quantity,
    },
  });
}

interface Held {
  readonly item: Item;
  readonly mark: string;
}

function takeAndUnlock(
  { store }: World,
  order: Order,
  { sku, quantity }: Wish,
  { item, mark }: Held,
): Promise<Answer> {
  return store.update(order, {
    key: stockOf(sku),
    update: 'SET available = :left, #mark = :order REMOVE holder, heldUntil',
    condition: stillMine,
    values: { ':left': availableOf(item) - quantity, ':order': order.id, ':fence': Number(item['fence']) },
    names: { '#mark': mark },
  });
}

function unlock({ store }: World, order: Order, sku: string, held: Item): Promise<Answer> {
  return store.update(order, {
    key: stockOf(sku),
    update: 'REMOVE holder, heldUntil',
    condition: stillMine,
    values: { ':fence': Number(held['fence']) },
  });
}

function holderOf({ process }: World, order: Order): string {
  return `${process.number}/${order.id}`;
}

function isFree(stock: Item, now: number): boolean {
  return stock['holder'] === undefined || Number(stock['heldUntil']) < now;
}

function refusal(answer: Exclude<Answer, { kind: 'done' }>, order: Order, quantity: number): Try {
  if (answer.kind !== 'refused') return answer.kind;
  if (hasTaken(answer.old, order)) return 'taken';
  return availableOf(answer.old) < quantity ? 'sold out' : 'raced';
}
