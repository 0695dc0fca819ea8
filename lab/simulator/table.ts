import type { Item, Key } from '../guards/store';
import type { Settings } from '../settings';
import { makeBucket, type Bucket } from './bucket';
import { itemBytes } from './item-size';

/** An item and what surrounds it: its size, the partition that serves it, the transaction that holds it. */
export interface Row {
  item: Item;
  bytes: number;
  /** The transaction that has prepared a write of this item. */
  preparedBy: object | undefined;
  /** None where the partition is not shared: order records are spread over many. */
  readonly writes: Bucket | undefined;
  readonly reads: Bucket | undefined;
}

export interface Table {
  row(key: Key): Row;
  put(key: Key, item: Item): void;
  /** The stock entries of a product. */
  stock(sku: string): Item[];
}

/**
 * The items of the model. Each stock entry is a partition of its own: DynamoDB isolates a hot item,
 * and isolation does not lift the limit of one partition.
 */
export function makeTable(now: () => number, { dynamodb }: Settings, fill: number): Table {
  const rows = new Map<string, Map<string, Row>>();
  const bucket = (unitsPerSecond: number) =>
    makeBucket(now, { unitsPerSecond, burstSeconds: dynamodb.burstSeconds, fill });

  const row = ({ sku, entry }: Key) => {
    const entries = rows.get(sku) ?? new Map<string, Row>();
    const known = entries.get(entry);
    if (known) return known;

    const isHot = entry.startsWith('stock');
    const fresh: Row = {
      item: {},
      bytes: 0,
      preparedBy: undefined,
      writes: isHot ? bucket(dynamodb.writeUnitsPerSecond) : undefined,
      reads: isHot ? bucket(dynamodb.readUnitsPerSecond) : undefined,
    };
    rows.set(sku, entries.set(entry, fresh));
    return fresh;
  };

  return {
    row,
    put: (key, item) => Object.assign(row(key), { item, bytes: itemBytes(item) }),
    stock: (sku) =>
      [...(rows.get(sku) ?? [])].filter(([entry]) => entry.startsWith('stock')).map(([, { item }]) => item),
  };
}
