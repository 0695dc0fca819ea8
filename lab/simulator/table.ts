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
 * The items of the model. DynamoDB isolates a hot item, which does not lift the limit of one partition.
 * The stock entries of one product share a partition key: each has a partition of its own only once DynamoDB has split theirs.
 */
export function makeTable(now: () => number, { dynamodb }: Settings, fill: number): Table {
  const rows = new Map<string, Map<string, Row>>();
  const partitions = new Map<string, Pick<Row, 'writes' | 'reads'>>();
  const bucket = (unitsPerSecond: number) =>
    makeBucket(now, { unitsPerSecond, burstSeconds: dynamodb.burstSeconds, fill });

  const partitionOf = ({ sku, entry }: Key) => {
    const name = dynamodb.sharedPartition === 1 ? sku : `${sku}/${entry}`;
    const known = partitions.get(name);
    if (known) return known;

    const fresh = {
      writes: bucket(dynamodb.writeUnitsPerSecond),
      reads: bucket(dynamodb.readUnitsPerSecond),
    };
    partitions.set(name, fresh);
    return fresh;
  };

  const row = (key: Key) => {
    const { sku, entry } = key;
    const entries = rows.get(sku) ?? new Map<string, Row>();
    const known = entries.get(entry);
    if (known) return known;

    const isHot = entry.startsWith('stock');
    const fresh: Row = {
      item: {},
      bytes: 0,
      preparedBy: undefined,
      ...(isHot ? partitionOf(key) : { writes: undefined, reads: undefined }),
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
