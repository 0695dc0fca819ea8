import type { GuardName } from '../guards/all';
import { stockOf } from '../guards/stock';
import type { Item, Key } from '../guards/store';
import type { Settings } from '../settings';

/** The stock entries of a product as a guard wants them, with the units spread evenly. */
export function stockEntries(
  guard: GuardName,
  sku: string,
  units: number,
  { rules }: Pick<Settings, 'rules'>,
): readonly { readonly key: Key; readonly item: Item }[] {
  const shards = guard === 'sharded' ? rules.shards : guard === 'combined' ? rules.writers : 1;

  return Array.from({ length: shards }, (_, shard) => {
    const key = stockOf(sku, guard === 'sharded' || shards > 1 ? shard : undefined);
    const available = Math.floor(units / shards) + (shard < units % shards ? 1 : 0);
    return { key, item: { ...key, available, version: 0, fence: 0, batchNumber: 0 } };
  });
}
