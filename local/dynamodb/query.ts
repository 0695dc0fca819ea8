import type { Item } from './attribute';
import { type Asked, type Units, consumed, readUnits } from './capacity';
import { type ParsedCondition, holds } from './condition';
import { validationFailure } from './failure';
import { type LegacyCondition, legacyExpression } from './legacy-condition';
import { rangeOf } from './range';
import { type Projection, shown } from './read';
import { itemSize } from './size';
import { type Store, tableOf } from './store';
import { type Index, type Table, keyAttributes, projected } from './table';

const MAX_PAGE_BYTES = 1024 * 1024;

type Filter = Readonly<Record<string, LegacyCondition>>;

export interface PageRequest {
  readonly TableName: string;
  readonly IndexName?: string;
  readonly Limit?: number;
  readonly Select?: string;
  readonly ConsistentRead?: boolean;
  readonly ScanIndexForward?: boolean;
  readonly ExclusiveStartKey?: Item;
  readonly AttributesToGet?: readonly string[];
  readonly QueryFilter?: Filter;
  readonly ScanFilter?: Filter;
  readonly ConditionalOperator?: string;
  readonly ReturnConsumedCapacity?: Asked;
  readonly _filter?: ParsedCondition;
  readonly _projection?: Projection;
}

interface Page {
  readonly items: readonly Item[];
  readonly bytes: number;
  /** The last item that was read, when there may be more after it. */
  readonly last: Item | undefined;
}

/** One page of a Query or Scan, read at one moment. */
export function readPage(store: Store, action: 'Query' | 'Scan', request: PageRequest): object {
  const table = tableOf(store, request.TableName);
  const index = request.IndexName === undefined ? undefined : table.indexes.get(request.IndexName);
  const range = rangeOf(action, table, index, request);
  if (index) checkProjected(table, index, request);

  const page = take(table, index, request, (index ?? table).rows.walk(range));
  const items = page.items.filter((item) => passes(item, request));
  const capacity = consumed(
    request.ReturnConsumedCapacity,
    request.TableName,
    unitsOf(page, index, request),
    undefined,
  );

  return {
    ...(request.Select !== 'COUNT' && { Items: items.map((item) => shown(item, request)) }),
    Count: items.length,
    ScannedCount: page.items.length,
    ...(page.last && { LastEvaluatedKey: startKey(table, index, page.last) }),
    ...(capacity && { ConsumedCapacity: capacity }),
  };
}

function take(
  table: Table,
  index: Index | undefined,
  request: PageRequest,
  rows: Iterable<readonly [string, Item]>,
): Page {
  const items: Item[] = [];
  const limit = request.Limit ?? Infinity;
  const whole = !index || seesWhole(index, request);
  let bytes = 0;

  for (const [, row] of rows) {
    const item = whole ? row : projected(table, index, row);
    const size = itemSize(item);
    if (items.length > 0 && bytes + size > MAX_PAGE_BYTES) return { items, bytes, last: items.at(-1) };
    bytes += size;
    items.push(item);
    if (items.length >= limit) return { items, bytes, last: item };
  }
  return { items, bytes, last: undefined };
}

/** What a page shows of one row; undefined where the request's filter leaves the row out. */
export function rowOf(
  table: Table,
  index: Index | undefined,
  request: PageRequest,
  row: Item,
): Item | undefined {
  const item = !index || seesWhole(index, request) ? row : projected(table, index, row);
  return passes(item, request) ? shown(item, request) : undefined;
}

/** A local index fetches from the table what it does not project; a global one cannot. */
function seesWhole(index: Index, request: PageRequest): boolean {
  const asksForMore = request.Select === 'ALL_ATTRIBUTES' || attributesAsked(request).length > 0;
  return index.local && asksForMore;
}

function attributesAsked(request: PageRequest): string[] {
  const paths = request._projection?.paths.map((path) => String(path[0]));
  return paths ?? [...(request.AttributesToGet ?? [])];
}

function checkProjected(table: Table, index: Index, request: PageRequest): void {
  const { Projection, KeySchema, IndexName } = index.description;
  if (index.local || Projection.ProjectionType === 'ALL') return;
  const known = new Set([
    ...keyAttributes(table.description.KeySchema),
    ...keyAttributes(KeySchema),
    ...(Projection.NonKeyAttributes ?? []),
  ]);
  const missing = attributesAsked(request).filter((name) => !known.has(name));
  if (missing.length > 0) {
    throw validationFailure(
      'One or more parameter values were invalid: ' +
        `Global secondary index ${IndexName} does not project [${missing.join(', ')}]`,
    );
  }
}

function passes(item: Item, request: PageRequest): boolean {
  if (request._filter) return holds(request._filter.expression, item);
  const filter = request.QueryFilter ?? request.ScanFilter;
  return !filter || holds(legacyExpression(filter, request.ConditionalOperator), item);
}

function startKey(table: Table, index: Index | undefined, item: Item): Item {
  const names = keyAttributes([...table.description.KeySchema, ...(index?.description.KeySchema ?? [])]);
  return Object.fromEntries(names.flatMap((name) => (item[name] ? [[name, item[name]]] : [])));
}

function unitsOf(page: Page, index: Index | undefined, request: PageRequest): Units {
  const units = readUnits(page.bytes, request.ConsistentRead ? 'consistent' : 'eventual');
  if (!index) return { table: units, local: {}, global: {} };
  const own = { [index.description.IndexName]: units };
  return { table: 0, local: index.local ? own : {}, global: index.local ? {} : own };
}
