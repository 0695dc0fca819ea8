import type { Waiting } from './batch';
import { batchOf, type Writer } from './combined-writer';
import type { Order, World } from './promise';
import { availableOf, enoughStock, stockOf } from './stock';
import type { Key } from './store';

function keysOf(world: World, sku: string): Key[] {
  const { writers } = world.rules;
  return writers === 1 ? [stockOf(sku)] : Array.from({ length: writers }, (_, shard) => stockOf(sku, shard));
}

/** Whether the last batch of some counter holds this order: its first process wrote it and died before it could answer. */
export async function takenBefore(world: World, order: Order, sku: string): Promise<boolean> {
  const stocks = await Promise.all(keysOf(world, sku).map((key) => world.store.get(order, key)));
  return stocks.some((stock) => stock && batchOf(stock).has(order.id));
}

/**
 * A writer whose counter holds too few fetches half of what the fullest other one holds, in a transaction: no unit is stranded.
 * False when the others are empty.
 */
export async function fetchMore(
  world: World,
  { sku, key }: Writer,
  batch: readonly Waiting[],
  fence: number,
): Promise<boolean> {
  const payers = batch.map(({ order }) => order);
  const others = keysOf(world, sku).filter(({ entry }) => entry !== key.entry);
  const stocks = await Promise.all(others.map((other) => world.store.get(payers, other)));
  // an unanswered read tells nothing: the next batch asks again, and empty is said of nobody unseen
  if (stocks.includes(undefined)) return true;

  const [fullest] = others
    .map((other, index) => ({ key: other, units: availableOf(stocks[index] ?? {}) }))
    .sort((one, other) => other.units - one.units);
  if (!fullest || fullest.units === 0) return false;

  const units = Math.ceil(fullest.units / 2);
  const token = `${sku}/${Math.floor(world.random() * 2 ** 40).toString(36)}`.slice(-36);
  await world.store.transact(payers, token, [
    {
      key: fullest.key,
      update: 'SET available = available - :quantity',
      condition: enoughStock,
      values: { ':quantity': units },
    },
    {
      key,
      update: 'SET available = available + :quantity',
      condition: 'fence = :fence',
      values: { ':quantity': units, ':fence': fence },
    },
  ]);
  return true;
}
