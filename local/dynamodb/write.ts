import * as dynalite from 'dynalite/db';
import type { AttributeValue, Item } from './attribute';
import { type Asked, consumed, unitsOf } from './capacity';
import { type ParsedCondition, holds } from './condition';
import { Failure, failure, validationFailure } from './failure';
import { legacySections, type LegacyUpdate } from './legacy';
import { type LegacyCondition, legacyExpression } from './legacy-condition';
import { itemSize } from './size';
import { type Store, tableOf } from './store';
import { type Change, type Table, keyOf, rowKey } from './table';
import { type ParsedUpdate, updated } from './update';

const MAX_ITEM_BYTES = 409_600;

export type Verb = 'Put' | 'Update' | 'Delete' | 'ConditionCheck';

/** What a request or a transaction's member says about one item, checked and parsed. */
export interface WriteRequest {
  readonly TableName: string;
  readonly Item?: Item;
  readonly Key?: Item;
  readonly Expected?: Readonly<Record<string, LegacyCondition>>;
  readonly ConditionalOperator?: string;
  readonly AttributeUpdates?: Readonly<Record<string, LegacyUpdate>>;
  readonly ReturnValues?: string;
  readonly ReturnConsumedCapacity?: Asked;
  readonly ReturnItemCollectionMetrics?: string;
  readonly ReturnValuesOnConditionCheckFailure?: string;
  readonly _condition?: ParsedCondition;
  readonly _updates?: ParsedUpdate;
}

/** A write that names an item of a table as its schema wants it. */
export interface Write {
  readonly verb: Verb;
  readonly request: WriteRequest;
  readonly table: Table;
  readonly key: string;
  readonly updates: ParsedUpdate | undefined;
}

/** @throws Failure when the table does not exist or the key or item does not fit its schema */
export function aim(store: Store, verb: Verb, request: WriteRequest): Write {
  const table = tableOf(store, request.TableName);
  const { description } = table;
  const subject = request.Item ?? request.Key ?? {};
  const updates = request._updates ?? legacySections(request.AttributeUpdates);

  check(
    verb === 'Put'
      ? dynalite.validateItem(subject, description)
      : (dynalite.validateKey(subject, description) ??
          dynalite.validateUpdates(undefined, updates, description)),
  );
  if (verb === 'Put') checkKept(table, subject, 'Item size has exceeded the maximum allowed size');
  return { verb, request, table, key: rowKey(table, subject), updates };
}

/**
 * What a write does to the item as it is now. Nothing is applied: `store.commit` does that.
 *
 * @throws Failure ConditionalCheckFailedException, with the item when the request asks for it, or ValidationException
 */
export function decide(write: Write): Change {
  const { verb, request, table, key, updates } = write;
  const before = table.rows.get(key);
  if (!meets(request, before ?? {})) throw conditionFailed(request, before);

  if (verb === 'ConditionCheck') return { table, key, before, after: before };
  if (verb === 'Delete') return { table, key, before, after: undefined };
  if (verb === 'Put') return { table, key, before, after: request.Item };

  const after = updated(updates?.sections ?? [], before ?? request.Key ?? {});
  checkKept(table, after, 'Item size to update has exceeded the maximum allowed size');
  return { table, key, before, after };
}

/** The answer to PutItem, UpdateItem or DeleteItem, the change already committed. */
export function answerTo({ request, table, updates }: Write, change: Change): object {
  const asked = request.ReturnConsumedCapacity;
  const capacity = consumed(asked, request.TableName, unitsOf(change, false), undefined);
  const attributes = returned(request.ReturnValues, change, updates);
  const metrics =
    request.ReturnItemCollectionMetrics === 'SIZE' ? collectionMetrics(table, change) : undefined;

  return {
    ...(attributes && { Attributes: attributes }),
    ...(capacity && { ConsumedCapacity: capacity }),
    ...(metrics && { ItemCollectionMetrics: metrics }),
  };
}

export function write(store: Store, verb: Verb, request: WriteRequest): object {
  const aimed = aim(store, verb, request);
  const change = decide(aimed);
  store.commit([change]);
  return answerTo(aimed, change);
}

/** What only the whole item shows: its size in bytes, and whether its indexes can take it. */
function checkKept(table: Table, item: Item, tooLarge: string): void {
  if (itemSize(item) > MAX_ITEM_BYTES) throw validationFailure(tooLarge);
  checkIndexKeys(table, item);
}

function check(wrong: Error | undefined): void {
  if (wrong) throw wrong;
}

function meets({ _condition, Expected, ConditionalOperator }: WriteRequest, item: Item): boolean {
  if (_condition) return holds(_condition.expression, item);
  return !Expected || holds(legacyExpression(Expected, ConditionalOperator), item);
}

function conditionFailed(request: WriteRequest, item: Item | undefined): Failure {
  const shown = request.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' && item ? { Item: item } : {};
  return failure('ConditionalCheckFailedException', 'The conditional request failed', shown);
}

/** An index's key attribute, where an item has it, must be of the type the index wants and not empty. */
function checkIndexKeys(table: Table, item: Item): void {
  for (const [index, { keys }] of table.indexes) {
    for (const { name, type } of keys) {
      const value = item[name];
      if (value && value[type] === undefined) throw wrongIndexKey(name, type, value, index);
      if (value?.[type] === '') throw emptyIndexKey(name, type, index);
    }
  }
}

function wrongIndexKey(attribute: string, wanted: string, value: AttributeValue, index: string): Failure {
  const actual = Object.keys(value).join();
  return validationFailure(
    'One or more parameter values were invalid: Type mismatch for Index Key ' +
      `${attribute} Expected: ${wanted} Actual: ${actual} IndexName: ${index}`,
  );
}

function emptyIndexKey(attribute: string, type: string, index: string): Failure {
  return validationFailure(
    'One or more parameter values are not valid. A value specified for a secondary index key is not supported. ' +
      `The AttributeValue for a key attribute cannot contain an empty ${type === 'B' ? 'binary' : 'string'} value. ` +
      `IndexName: ${index}, IndexKey: ${attribute}`,
  );
}

function returned(
  asked: string | undefined,
  { before, after }: Change,
  updates?: ParsedUpdate,
): Item | undefined {
  if (asked === 'ALL_OLD') return before;
  if (asked === 'ALL_NEW') return after;
  const image = asked === 'UPDATED_OLD' ? before : asked === 'UPDATED_NEW' ? after : undefined;
  return image && some(dynalite.mapPaths(updates?.paths ?? [], image));
}

function some(item: Item): Item | undefined {
  return Object.keys(item).length > 0 ? item : undefined;
}

/** Only a table with a local index has item collections; sizes here are always within the first gigabyte. */
function collectionMetrics(table: Table, { before, after }: Change): object | undefined {
  if (!table.description.LocalSecondaryIndexes) return undefined;
  const hash = table.description.KeySchema[0]?.AttributeName ?? '';
  const key = keyOf(table, after ?? before ?? {})[hash];
  return key && { ItemCollectionKey: { [hash]: key }, SizeEstimateRangeGB: [0, 1] };
}
