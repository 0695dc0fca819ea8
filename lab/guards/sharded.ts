import { makeCounter, onePer, type Counter } from './counter';
import { hasTaken } from './marks';
import { patiently, type Wish } from './patiently';
import type { Guard, Order, Outcome, World } from './promise';
import { availableOf, enoughStock, stockOf } from './stock';
import type { Item, Key, Update } from './store';

/**
 * Sharded: the stock is spread over N counters. Each order starts at a random one, so that they drain evenly,
 * and "sold out" is said only after every one has refused: no unit is stranded.
 * Each counter sells as fast as a partition allows; saying no costs up to N writes.
 */
export function sharded(world: World): Guard {
  const { shards } = world.rules;
  const countersOf = onePer((sku) =>
    Array.from({ length: shards }, (_, shard) => makeCounter(world, stockOf(sku, shard))),
  );

  return {
    take: async (order, sku, quantity) => {
      if (!order.redelivered && world.soldOut.says(sku, quantity)) return 'sold out';
      if (order.redelivered && (await hasTakenBefore(world, order, sku))) return 'taken';

      const wish = { sku, quantity };
      const { outcome, allAsked } = await takeFromAny(world, countersOf(sku), order, quantity);
      if (outcome !== 'sold out') return outcome;

      const atLast = quantity > 1 ? await gather(world, order, wish) : outcome;
      // learnt only from answers of this moment, or a memory would live on memories
      if (atLast === 'sold out' && allAsked) world.soldOut.learn(sku, quantity);
      return atLast;
    },
  };
}

interface Asked {
  readonly outcome: Outcome;
  /** No counter was left out because the process remembered it empty. */
  readonly allAsked: boolean;
}

async function takeFromAny(
  world: World,
  counters: readonly Counter[],
  order: Order,
  quantity: number,
): Promise<Asked> {
  const start = Math.floor(world.random() * counters.length);
  let allAsked = true;

  for (const counter of [...counters.slice(start), ...counters.slice(0, start)]) {
    if (world.soldOut.says(counter.name, quantity)) {
      allAsked = false;
      continue;
    }
    const outcome = await counter.take(order, quantity);
    if (outcome !== 'sold out') return { outcome, allAsked };
  }
  return { outcome: 'sold out', allAsked };
}

async function readAll(world: World, order: Order, sku: string): Promise<readonly Item[] | undefined> {
  const stocks = await Promise.all(
    Array.from({ length: world.rules.shards }, (_, shard) => world.store.get(order, stockOf(sku, shard))),
  );
  const known = stocks.filter((stock) => stock !== undefined);
  return known.length === stocks.length ? known : undefined;
}

async function hasTakenBefore(world: World, order: Order, sku: string): Promise<boolean> {
  const stocks = await readAll(world, order, sku);
  if (stocks?.some((stock) => hasTaken(stock, order))) return true;

  return hasGathered(world, order);
}

async function hasGathered({ store }: World, order: Order): Promise<boolean> {
  const gathered = await store.get(order, gatheredBy(order));
  return gathered?.['quantity'] !== undefined;
}

function gatheredBy(order: Order): Key {
  return { sku: `order#${order.id}`, entry: 'gathered' };
}

/** The last units lie apart: one transaction takes them from several counters, all or none. */
async function gather(world: World, order: Order, { sku, quantity }: Wish): Promise<Outcome> {
  let tries = 0;

  return patiently(world, order, { sku: `${sku}/gathered`, quantity }, async (inDoubt) => {
    // looked at first: what it took itself may be what is missing now
    if (inDoubt && (await hasGathered(world, order))) return 'taken';
    const stocks = await readAll(world, order, sku);
    if (!stocks) return 'throttled';

    const parts = partsOf(stocks, quantity);
    if (!parts) return 'sold out';

    tries += 1; // a try reads anew, so its parameters and hence its token are its own
    const answer = await world.store.transact(order, `${order.id}/${tries}`, [
      { create: { ...gatheredBy(order), quantity } },
      ...parts.flatMap((part, shard) => (part === 0 ? [] : [takePart(stockOf(sku, shard), part)])),
    ]);
    if (answer.kind === 'done') return 'taken';
    if (answer.kind !== 'refused') return answer.kind;
    return answer.olds[0] ? 'taken' : 'raced';
  });
}

function takePart(key: Key, part: number): Update {
  return {
    key,
    update: 'SET available = available - :quantity',
    condition: enoughStock,
    values: { ':quantity': part },
  };
}

/** How many units each shard gives, the fullest first; undefined where all together hold too few. */
function partsOf(stocks: readonly Item[], quantity: number): number[] | undefined {
  const parts = stocks.map(() => 0);
  let missing = quantity;
  const fullestFirst = stocks
    .map((stock, shard) => ({ shard, available: availableOf(stock) }))
    .sort((one, other) => other.available - one.available);

  for (const { shard, available } of fullestFirst) {
    const part = Math.min(missing, available);
    parts[shard] = part;
    missing -= part;
  }
  return missing === 0 ? parts : undefined;
}
