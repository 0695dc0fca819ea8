import { type Asked, consumedByTable } from './capacity';
import { Failure, failure, isFailure, validationFailure } from './failure';
import { readByTable } from './read';
import { itemSize } from './size';
import { type Store, tableOf } from './store';
import type { Change } from './table';
import { type Tokens } from './tokens';
import { type Verb, type Write, type WriteRequest, aim, decide } from './write';

const MAX_BYTES = 4 * 1024 * 1024;

export interface TransactWriteRequest {
  readonly TransactItems: readonly Partial<Readonly<Record<Verb, WriteRequest>>>[];
  readonly ClientRequestToken?: string;
  readonly ReturnConsumedCapacity?: Asked;
}

interface Reason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: unknown;
}

/**
 * All members or none. Nothing waits between the first read and the commit, so no other call can come between.
 *
 * @throws Failure TransactionCanceledException with a reason for each member, IdempotentParameterMismatchException,
 *   or ValidationException for what is wrong with the request as a whole
 */
export function transactWrite(store: Store, tokens: Tokens, request: TransactWriteRequest): object {
  const { ClientRequestToken: token, TransactItems } = request;
  if (token !== undefined && tokens.isReplay(token, TransactItems)) return replayed(store, request);

  const changes = decideAll(store, request);
  store.commit(changes);
  if (token !== undefined) tokens.remember(token, TransactItems);
  return capacityOf(request.ReturnConsumedCapacity, changes);
}

function decideAll(store: Store, request: TransactWriteRequest): Change[] {
  const members = request.TransactItems.map(only);
  for (const [, member] of members) tableOf(store, member.TableName);

  const writes = members.map(([verb, member]) => attempt(() => aim(store, verb, member)));
  checkDistinct(writes);
  const changes = writes.map((write) => (isFailure(write) ? write : attempt(() => decide(write))));
  checkSize(changes);

  const failures = changes.filter(isFailure);
  if (failures.length > 0)
    throw cancelled(changes.map((change) => (isFailure(change) ? reasonOf(change) : none)));
  return changes.filter((change): change is Change => !isFailure(change));
}

function only(member: TransactWriteRequest['TransactItems'][number]): readonly [Verb, WriteRequest] {
  const [entry, ...more] = Object.entries(member) as [Verb, WriteRequest][];
  if (entry && more.length === 0) return entry;
  throw validationFailure('TransactItems can only contain one of Check, Put, Update or Delete');
}

/** The result of a step, or the failure that it threw. */
export function attempt<T>(step: () => T): T | Failure {
  try {
    return step();
  } catch (error) {
    if (isFailure(error)) return error;
    throw error;
  }
}

function checkDistinct(writes: readonly (Write | Failure)[]): void {
  const seen = new Set<string>();
  for (const write of writes) {
    if (isFailure(write)) continue;
    const place = `${write.request.TableName}~${write.key}`;
    if (seen.has(place)) {
      throw validationFailure('Transaction request cannot include multiple operations on one item');
    }
    seen.add(place);
  }
}

function checkSize(changes: readonly (Change | Failure)[]): void {
  const bytes = changes.reduce(
    (total, change) => total + (isFailure(change) ? 0 : Math.max(size(change.after), size(change.before))),
    0,
  );
  if (bytes > MAX_BYTES) {
    throw validationFailure('Collection size exceeded: the items of a transaction are at most 4 MB together');
  }
}

function size(item: Change['after']): number {
  return item ? itemSize(item) : 0;
}

export const none: Reason = { Code: 'None' };

export function reasonOf({ body, message }: Failure): Reason {
  const type = String(body['__type']);
  if (!type.endsWith('ConditionalCheckFailedException')) return { Code: 'ValidationError', Message: message };
  return {
    Code: 'ConditionalCheckFailed',
    Message: message,
    ...(body['Item'] !== undefined && { Item: body['Item'] }),
  };
}

export function cancelled(reasons: readonly Reason[]): Failure {
  const codes = reasons.map(({ Code }) => Code).join(', ');
  return failure(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { CancellationReasons: reasons },
  );
}

/** A replay writes nothing: it costs the reads that find that out. */
function replayed(
  store: Store,
  { TransactItems, ReturnConsumedCapacity: asked }: TransactWriteRequest,
): object {
  const found = TransactItems.map(only).map(([verb, member]) => {
    const { table, key } = aim(store, verb, member);
    return { table, bytes: size(table.rows.get(key)) };
  });
  const capacity = readByTable(asked, found);
  return capacity ? { ConsumedCapacity: capacity } : {};
}

function capacityOf(asked: Asked, changes: readonly Change[]): object {
  const capacity = consumedByTable(asked, changes, true);
  return capacity ? { ConsumedCapacity: capacity } : {};
}
