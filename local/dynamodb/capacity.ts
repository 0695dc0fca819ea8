import { type Item, equalItems } from './attribute';
import { itemSize } from './size';
import { type Change, type Index, indexKey, isIndexed, projected } from './table';

/** Units by place: the table and each index that was written or read. */
export interface Units {
  readonly table: number;
  readonly local: Readonly<Record<string, number>>;
  readonly global: Readonly<Record<string, number>>;
}

export type Asked = 'NONE' | 'TOTAL' | 'INDEXES' | undefined;

const writeUnits = (item: Item | undefined): number =>
  Math.max(1, Math.ceil(item ? itemSize(item) / 1024 : 0));

/**
 * The write units of a change, computed as AWS publishes them: a unit for each started 1,024 bytes of the larger image,
 * and for each index the entries that it takes away or puts. A transaction doubles the table's share; the indexes are
 * written outside it, so their share is not doubled (a transactional put with one index is 3 units).
 */
export function unitsOf({ table, before, after }: Change, transaction: boolean): Units {
  const base = Math.max(writeUnits(before), writeUnits(after));
  const units = { table: transaction ? base * 2 : base, local: {}, global: {} };

  for (const [name, index] of table.indexes) {
    const written = indexUnits(table, index, before, after);
    if (written > 0) Object.assign(index.local ? units.local : units.global, { [name]: written });
  }
  return units;
}

function indexUnits(
  table: Change['table'],
  index: Index,
  before: Item | undefined,
  after: Item | undefined,
): number {
  const was = before && isIndexed(index, before) ? before : undefined;
  const is = after && isIndexed(index, after) ? after : undefined;
  if (!was || !is) return was || is ? writeUnits(projected(table, index, was ?? is ?? {})) : 0;

  const [old, fresh] = [projected(table, index, was), projected(table, index, is)];
  if (indexKey(table, index, was) !== indexKey(table, index, is)) return writeUnits(old) + writeUnits(fresh);
  return equalItems(old, fresh) ? 0 : Math.max(writeUnits(old), writeUnits(fresh));
}

/** Read units for bytes: one for each started 4,096, half of that when the read may be stale, double in a transaction. */
export function readUnits(bytes: number, mode: 'consistent' | 'eventual' | 'transaction'): number {
  const whole = Math.max(1, Math.ceil(bytes / 4096));
  return mode === 'transaction' ? whole * 2 : mode === 'consistent' ? whole : whole / 2;
}

/** The `ConsumedCapacity` member of an answer, or nothing where none was asked for. */
export function consumed(
  asked: Asked,
  tableName: string,
  units: Units,
  kind: 'Read' | 'Write' | undefined,
): object | undefined {
  if (asked !== 'TOTAL' && asked !== 'INDEXES') return undefined;
  const total = units.table + sum(units.local) + sum(units.global);
  const by = (amount: number): object => ({
    CapacityUnits: amount,
    ...(kind && { [`${kind}CapacityUnits`]: amount }),
  });
  if (asked === 'TOTAL') return { TableName: tableName, ...by(total) };

  return {
    TableName: tableName,
    ...by(total),
    Table: by(units.table),
    ...some('LocalSecondaryIndexes', units.local, by),
    ...some('GlobalSecondaryIndexes', units.global, by),
  };
}

/** The list of capacities, one for each table, of a request that wrote in several places. */
export function consumedByTable(
  asked: Asked,
  changes: readonly Change[],
  transaction: boolean,
): (object | undefined)[] | undefined {
  if (asked !== 'TOTAL' && asked !== 'INDEXES') return undefined;
  const byTable = new Map<string, Units>();
  for (const change of changes) {
    const { TableName } = change.table.description;
    const units = unitsOf(change, transaction);
    const earlier = byTable.get(TableName);
    byTable.set(TableName, earlier ? added(earlier, units) : units);
  }
  return [...byTable].map(([name, units]) => consumed(asked, name, units, transaction ? 'Write' : undefined));
}

function added(a: Units, b: Units): Units {
  return {
    table: a.table + b.table,
    local: addedByName(a.local, b.local),
    global: addedByName(a.global, b.global),
  };
}

function addedByName(a: Units['local'], b: Units['local']): Units['local'] {
  const total: Record<string, number> = { ...a };
  for (const [name, amount] of Object.entries(b)) total[name] = (total[name] ?? 0) + amount;
  return total;
}

function some(name: string, units: Readonly<Record<string, number>>, by: (amount: number) => object): object {
  const entries = Object.entries(units);
  return entries.length > 0
    ? { [name]: Object.fromEntries(entries.map(([index, amount]) => [index, by(amount)])) }
    : {};
}

function sum(units: Readonly<Record<string, number>>): number {
  return Object.values(units).reduce((total, amount) => total + amount, 0);
}
