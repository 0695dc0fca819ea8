import { type Asked, consumedByTable, readUnits } from './capacity';
import { isFailure, validationFailure } from './failure';
import type { Item } from './attribute';
import { type GetRequest, find, readCapacity } from './read';
import { type Store, tableOf } from './store';
import type { Change } from './table';
import { type Write, aim, decide } from './write';

/** A batch read's answer, in bytes: what does not fit is left to be asked for again. */
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;
const MAX_WRITES = 25;
const duplicates = 'Provided list of item keys contains duplicates';

export interface BatchWriteRequest {
  readonly RequestItems: Readonly<
    Record<
      string,
      readonly {
        readonly PutRequest?: { readonly Item: Item };
        readonly DeleteRequest?: { readonly Key: Item };
      }[]
    >
  >;
  readonly ReturnConsumedCapacity?: Asked;
}

/** Every request is checked before the first is applied, so that a refused batch leaves nothing behind. */
export function batchWrite(store: Store, request: BatchWriteRequest): object {
  const writes = Object.entries(request.RequestItems).flatMap(([TableName, some]) => {
    tableOf(store, TableName);
    return some.map(({ PutRequest, DeleteRequest }) =>
      PutRequest
        ? aimForBatch(store, 'Put', { TableName, Item: PutRequest.Item })
        : aimForBatch(store, 'Delete', { TableName, Key: DeleteRequest?.Key ?? {} }),
    );
  });
  if (writes.length > MAX_WRITES)
    throw validationFailure('Too many items requested for the BatchWriteItem call');
  const places = new Set(writes.map(({ request: { TableName }, key }) => `${TableName}~${key}`));
  if (places.size < writes.length) throw validationFailure(duplicates);

  const changes: Change[] = writes.map(decide);
  store.commit(changes);
  const capacity = consumedByTable(request.ReturnConsumedCapacity, changes, false);
  return { UnprocessedItems: {}, ...(capacity && { ConsumedCapacity: capacity }) };
}

/** A batch words a key that does not fit in its own way. */
function aimForBatch(store: Store, verb: 'Put' | 'Delete', request: Write['request']): Write {
  try {
    return aim(store, verb, request);
  } catch (error) {
    if (isFailure(error) && /Missing the key|Type mismatch for key/.test(error.message)) {
      throw validationFailure('The provided key element does not match the schema');
    }
    throw error;
  }
}

type KeysAndAttributes = Omit<GetRequest, 'TableName' | 'Key'> & { readonly Keys: readonly Item[] };

export interface BatchGetRequest {
  readonly RequestItems: Readonly<Record<string, KeysAndAttributes>>;
  readonly ReturnConsumedCapacity?: Asked;
}

export function batchGet(store: Store, request: BatchGetRequest): object {
  const responses: Record<string, Item[]> = {};
  const unprocessed: Record<string, object> = {};
  const capacity: (object | undefined)[] = [];
  let room = MAX_ANSWER_BYTES;

  for (const [TableName, { Keys, ...how }] of Object.entries(request.RequestItems)) {
    const found = Keys.map((Key) => ({ Key, ...find(store, { TableName, Key, ...how }) }));
    const left = found.filter(({ bytes }) => (room -= bytes) < 0);
    const read = found.slice(0, found.length - left.length);
    const units = read.map(({ bytes }) => readUnits(bytes, how.ConsistentRead ? 'consistent' : 'eventual'));

    responses[TableName] = read.flatMap(({ item }) => (item ? [item] : []));
    if (left.length > 0) unprocessed[TableName] = { ...asAsked(how), Keys: left.map(({ Key }) => Key) };
    capacity.push(
      readCapacity(
        request.ReturnConsumedCapacity,
        TableName,
        units.reduce((total, some) => total + some, 0),
      ),
    );
  }
  return {
    Responses: responses,
    UnprocessedKeys: unprocessed,
    ...(capacity.some(Boolean) && { ConsumedCapacity: capacity }),
  };
}

/** A request's members without what parsing added to them. */
function asAsked(how: object): object {
  return Object.fromEntries(Object.entries(how).filter(([name]) => !name.startsWith('_')));
}
