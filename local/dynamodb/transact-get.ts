import type { Asked } from './capacity';
import { type Failure, isFailure, validationFailure } from './failure';
import { type Found, type GetRequest, find, readByTable } from './read';
import { type Store, tableOf } from './store';
import { rowKey } from './table';
import { attempt, cancelled, none, reasonOf } from './transact-write';

const MAX_BYTES = 4 * 1024 * 1024;

export interface TransactGetRequest {
  readonly TransactItems: readonly { readonly Get: GetRequest }[];
  readonly ReturnConsumedCapacity?: Asked;
}

/** Items as they are at one moment: nothing waits between the first read and the last. */
export function transactGet(store: Store, request: TransactGetRequest): object {
  const gets = request.TransactItems.map(({ Get }) => Get);
  for (const { TableName } of gets) tableOf(store, TableName);

  const results = gets.map((get) => attempt(() => find(store, get)));
  if (results.some(isFailure)) {
    throw cancelled(results.map((result) => (isFailure(result) ? reasonOf(result) : none)));
  }
  const found = results as Found[];
  checkDistinct(found, gets);
  if (found.reduce((total, { bytes }) => total + bytes, 0) > MAX_BYTES) {
    throw validationFailure('Collection size exceeded: the items of a transaction are at most 4 MB together');
  }

  const capacity = readByTable(request.ReturnConsumedCapacity, found);
  return {
    Responses: found.map(({ item }) => (item ? { Item: item } : {})),
    ...(capacity && { ConsumedCapacity: capacity }),
  };
}

function checkDistinct(found: readonly (Found | Failure)[], gets: readonly GetRequest[]): void {
  const places = gets.map(
    ({ TableName, Key }, at) => `${TableName}~${rowKey((found[at] as Found).table, Key)}`,
  );
  if (new Set(places).size < places.length) {
    throw validationFailure('Transaction request cannot include multiple operations on one item');
  }
}
