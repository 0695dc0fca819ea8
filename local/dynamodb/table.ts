import * as dynalite from 'dynalite/db';
import type { Item } from './attribute';
import { type Rows, makeRows } from './rows';
import { itemSize } from './size';

export interface KeyElement {
  readonly AttributeName: string;
  readonly KeyType: 'HASH' | 'RANGE';
}

export interface IndexDescription {
  readonly IndexName: string;
  readonly KeySchema: readonly KeyElement[];
  readonly Projection: { readonly ProjectionType: string; readonly NonKeyAttributes?: readonly string[] };
  readonly IndexStatus?: string;
  readonly IndexArn?: string;
}

/** What DescribeTable answers, but for the counts. */
export interface TableDescription {
  readonly TableName: string;
  readonly TableArn: string;
  readonly TableStatus: string;
  readonly KeySchema: readonly KeyElement[];
  readonly AttributeDefinitions: readonly {
    readonly AttributeName: string;
    readonly AttributeType: 'S' | 'N' | 'B';
  }[];
  readonly GlobalSecondaryIndexes?: readonly IndexDescription[];
  readonly LocalSecondaryIndexes?: readonly IndexDescription[];
  readonly [more: string]: unknown;
}

interface KeyAttribute {
  readonly name: string;
  readonly type: 'S' | 'N' | 'B';
}

export interface Index {
  readonly local: boolean;
  readonly description: IndexDescription;
  readonly keys: readonly KeyAttribute[];
  /** Whole items in the index's order; what the index does not project is left out when it is read. */
  readonly rows: Rows;
}

/** What is set on a table beside its description, as it was given. */
export interface Settings {
  readonly timeToLive?: { readonly Enabled: boolean; readonly AttributeName: string };
  readonly pointInTimeRecovery?: {
    readonly PointInTimeRecoveryEnabled: boolean;
    readonly RecoveryPeriodInDays?: number;
  };
  readonly tags?: Readonly<Record<string, string>>;
}

export interface Table {
  description: TableDescription;
  settings: Settings;
  readonly rows: Rows;
  readonly indexes: Map<string, Index>;
  /** The size of all items. */
  bytes: number;
}

/** One item as it was and as it will be; undefined where there is none. */
export interface Change {
  readonly table: Table;
  readonly key: string;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
}

export function makeTable(description: TableDescription, settings: Settings = {}): Table {
  const table: Table = { description, settings, rows: makeRows(), indexes: new Map(), bytes: 0 };
  for (const index of description.GlobalSecondaryIndexes ?? []) addIndex(table, index, false);
  for (const index of description.LocalSecondaryIndexes ?? []) addIndex(table, index, true);
  return table;
}

/** Adds an index and fills it from the items that fit it; AWS leaves out the others too. */
export function addIndex(table: Table, description: IndexDescription, local: boolean): void {
  const keys = keyAttributes(description.KeySchema).map((name) => ({ name, type: typeOfKey(table, name) }));
  const index: Index = { local, description, keys, rows: makeRows() };
  table.indexes.set(description.IndexName, index);
  for (const [key, after] of table.rows.walk()) applyToIndex(index, { table, key, before: undefined, after });
}

function typeOfKey({ description }: Table, name: string): 'S' | 'N' | 'B' {
  const found = description.AttributeDefinitions.find(({ AttributeName }) => AttributeName === name);
  return found?.AttributeType ?? 'S';
}

/** Where an item stands in its table. */
export function rowKey(table: Table, item: Item): string {
  return dynalite.createKey(item, table.description);
}

/** Where an item stands in an index: by the index's key, then by its own, so that no two items share a place. */
export function indexKey(table: Table, index: Index, item: Item, key = rowKey(table, item)): string {
  return dynalite.createKey(item, table.description, index.description.KeySchema) + key;
}

/** Whether an item has every key attribute of an index, so that the index has a row for it. */
export function isIndexed({ keys }: Index, item: Item): boolean {
  return keys.every(({ name, type }) => Boolean(item[name]?.[type]));
}

/** Makes a change true in the table and in its indexes at once. */
export function applyChange(change: Change): void {
  const { table, key, before, after } = change;
  if (after) table.rows.set(key, after);
  else table.rows.delete(key);
  table.bytes += (after ? itemSize(after) : 0) - (before ? itemSize(before) : 0);

  for (const index of table.indexes.values()) applyToIndex(index, change);
}

function applyToIndex(index: Index, { table, key, before, after }: Change): void {
  const was = before && isIndexed(index, before) ? before : undefined;
  const is = after && isIndexed(index, after) ? after : undefined;
  const stays = was && is && index.keys.every(({ name, type }) => was[name]?.[type] === is[name]?.[type]);

  if (was && !stays) index.rows.delete(indexKey(table, index, was, key));
  if (is) index.rows.set(indexKey(table, index, is, key), is);
}

export function keyAttributes(schema: readonly KeyElement[]): string[] {
  return schema.map(({ AttributeName }) => AttributeName);
}

/** The part of an item that is its primary key. */
export function keyOf(table: Table, item: Item): Item {
  return pick(item, keyAttributes(table.description.KeySchema));
}

/** An item as an index shows it. */
export function projected(table: Table, index: Index, item: Item): Item {
  const { Projection, KeySchema } = index.description;
  if (Projection.ProjectionType === 'ALL') return item;

  return pick(item, [
    ...keyAttributes(table.description.KeySchema),
    ...keyAttributes(KeySchema),
    ...(Projection.NonKeyAttributes ?? []),
  ]);
}

/** An item with these attributes of it only, in their order. */
export function pick(item: Item, names: readonly string[]): Item {
  const some: Record<string, Item[string]> = {};
  for (const name of names) {
    const value = item[name];
    if (value) some[name] = value;
  }
  return some;
}
