import type { Item, Key } from './store';

/** The condition that the whole of Holdfast rests on: the refusal is part of the write. */
export const enoughStock = 'available >= :quantity';

/** Where a product's stock is kept; a sharded product has several entries. */
export function stockOf(sku: string, shard?: number): Key {
  return { sku, entry: shard === undefined ? 'stock' : `stock#${shard}` };
}

export function availableOf(item: Item): number {
  return Number(item['available'] ?? 0);
}
