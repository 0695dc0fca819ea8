import * as dynalite from 'dynalite/db';
import type { Item, Path } from './attribute';
import { type Asked, consumed, readUnits } from './capacity';
import { itemSize } from './size';
import { type Store, tableOf } from './store';
import { type Table, rowKey } from './table';

export interface Projection {
  readonly paths: readonly Path[];
  readonly nestedPaths?: object;
}

export interface GetRequest {
  readonly TableName: string;
  readonly Key: Item;
  readonly ConsistentRead?: boolean;
  readonly AttributesToGet?: readonly string[];
  readonly ReturnConsumedCapacity?: Asked;
  readonly _projection?: Projection;
}

/** One item's read: what is shown of it, and how many bytes it is. */
export interface Found {
  readonly table: Table;
  readonly item: Item | undefined;
  readonly bytes: number;
}

/** @throws Failure when the table does not exist or the key does not fit its schema */
export function find(store: Store, request: GetRequest): Found {
  const table = tableOf(store, request.TableName);
  const wrong =
    dynalite.validateKey(request.Key, table.description) ??
    dynalite.validateKeyPaths(request._projection?.nestedPaths, table.description);
  if (wrong) throw wrong;

  const whole = table.rows.get(rowKey(table, request.Key));
  return { table, item: whole && shown(whole, request), bytes: whole ? itemSize(whole) : 0 };
}

/** The part of an item that a request asks for. */
export function shown(item: Item, request: Pick<GetRequest, '_projection' | 'AttributesToGet'>): Item {
  const paths = request._projection?.paths ?? request.AttributesToGet;
  return paths ? dynalite.mapPaths(paths, item) : item;
}

export function getItem(store: Store, request: GetRequest): object {
  const { item, bytes } = find(store, request);
  const units = readUnits(bytes, request.ConsistentRead ? 'consistent' : 'eventual');
  const capacity = readCapacity(request.ReturnConsumedCapacity, request.TableName, units);

  return { ...(item && { Item: item }), ...(capacity && { ConsumedCapacity: capacity }) };
}

export function readCapacity(
  asked: Asked,
  table: string,
  units: number,
  transaction = false,
): object | undefined {
  return consumed(asked, table, { table: units, local: {}, global: {} }, transaction ? 'Read' : undefined);
}

/** The list of capacities, one for each table, of a transaction's reads. */
export function readByTable(
  asked: Asked,
  found: readonly Pick<Found, 'table' | 'bytes'>[],
): (object | undefined)[] | undefined {
  if (asked !== 'TOTAL' && asked !== 'INDEXES') return undefined;
  const byTable = new Map<string, number>();
  for (const { table, bytes } of found) {
    const { TableName } = table.description;
    byTable.set(TableName, (byTable.get(TableName) ?? 0) + readUnits(bytes, 'transaction'));
  }
  return [...byTable].map(([name, units]) => readCapacity(asked, name, units, true));
}
