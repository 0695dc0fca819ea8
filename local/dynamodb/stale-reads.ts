import type { Item } from './attribute';
import type { BatchGetRequest } from './batch';
import { type Behind, type Seen, behind, lookAtAll, placeOf, rewritten, wasThere } from './behind';
import type { HttpAnswer, HttpCall } from './http';
import { type Page, type PageCall, withKeys, withoutKeys } from './key-projection';
import { type PageRequest, rowOf } from './query';
import { type GetRequest, shown } from './read';
import { checkRequest, type Shape } from './request';
import { operationOf, parse } from './server';
import * as shapes from './shapes';
import { type TableDescription, keyAttributes, makeTable, pick } from './table';
import type { Upstream } from './upstream';
import { writesOf } from './writes-of';

/** So many of the items written last are remembered as they were before: of an item of 1 KB a megabyte. */
const MOST_REMEMBERED = 1_000;

/** Passes a call on. A stale read is answered as the table was before the latest write of each item that it meets. */
export type StaleReads = (call: HttpCall, stale: boolean) => Promise<HttpAnswer>;

/**
 * A front for eventually consistent reads: GetItem, BatchGetItem, and Query and Scan of a table or a local index. It knows the
 * writes that pass through it. Consistent reads and transactions are never stale; global indexes are behind by `index-delay`.
 * A page misses what is new and does not show what was deleted.
 */
export function staleReads(upstream: Upstream): StaleReads {
  const earlier = makeEarlier();
  const endpoint = behind(upstream);
  const ground = { upstream, earlier, describe: endpoint.describe };

  return async (call, stale) => {
    const body = parse(call.text);
    const writes = writesOf(operationOf(call) ?? '', body);
    if (writes.length === 0)
      return (stale ? await readStale(ground, call, body) : undefined) ?? upstream(call);

    const looked = await lookAtAll(endpoint, call, writes, () => true);
    const answer = await upstream(call);
    if (answer.status === 200) looked.forEach(earlier.remember);
    return answer;
  };
}

interface Earlier {
  readonly remember: (seen: Seen) => void;
  /** The item before its latest write, or undefined where no write of it is remembered. */
  readonly of: (table: TableDescription, keyed: Item) => { readonly item: Item | undefined } | undefined;
}

function makeEarlier(): Earlier {
  const items = new Map<string, Item | undefined>();

  return {
    remember: ({ place, before }) => {
      items.delete(place); // the place goes to the end: the oldest write is forgotten first
      items.set(place, before);
      for (const oldest of items.keys()) {
        if (items.size <= MOST_REMEMBERED) break;
        items.delete(oldest);
      }
    },
    of: ({ TableName, KeySchema }, keyed) => {
      const place = placeOf(TableName, pick(keyed, keyAttributes(KeySchema)));
      return items.has(place) ? { item: items.get(place) } : undefined;
    },
  };
}

interface Ground {
  readonly upstream: Upstream;
  readonly earlier: Earlier;
  readonly describe: Behind['describe'];
}

/** The stale answer to a read; undefined for a call that is never stale. */
type Read = Promise<HttpAnswer | undefined>;

function readStale(ground: Ground, call: HttpCall, body: unknown): Read {
  const operation = operationOf(call);
  if (operation === 'GetItem') return getItem(ground, call, body);
  if (operation === 'BatchGetItem') return batchGet(ground, call, body);
  if (operation === 'Query') return page(ground, call, body, shapes.query);
  if (operation === 'Scan') return page(ground, call, body, shapes.scan);
  return Promise.resolve(undefined);
}

/** A request as the engine reads it, with its expressions parsed; undefined where the engine would refuse it. */
function understood(body: unknown, shape: Shape): unknown {
  try {
    return checkRequest(structuredClone(body), shape);
  } catch {
    return undefined;
  }
}

function changed(call: HttpCall, body: object): HttpCall {
  return { ...call, text: JSON.stringify(body) };
}

async function getItem({ upstream, earlier, describe }: Ground, call: HttpCall, body: unknown): Read {
  const request = understood(body, shapes.get) as GetRequest | undefined;
  if (!request || request.ConsistentRead) return undefined;
  const table = await describe(call, request.TableName);
  const answer = await upstream(call);
  const was = table && earlier.of(table, request.Key);
  if (answer.status !== 200 || !was) return answer;

  const { Item: _now, ...rest } = parse(answer.text) as { Item?: Item };
  return rewritten(answer, { ...rest, ...(was.item && { Item: shown(was.item, request) }) });
}

async function batchGet({ upstream, earlier, describe }: Ground, call: HttpCall, body: unknown): Read {
  const request = understood(body, shapes.batchGet) as BatchGetRequest | undefined;
  if (!request) return undefined;
  const asked = Object.entries((body as BatchGetRequest).RequestItems);
  const eventual = asked.map(async ([name, how]) => {
    const table = how.ConsistentRead ? undefined : await describe(call, name);
    return table ? [{ name, how, table, keys: keyAttributes(table.KeySchema) }] : [];
  });
  const tables = (await Promise.all(eventual)).flat();
  const wider: object = Object.fromEntries(tables.map(({ name, how, keys }) => [name, withKeys(how, keys)]));
  const answer = await upstream(
    changed(call, { ...(body as object), RequestItems: { ...Object.fromEntries(asked), ...wider } }),
  );
  if (answer.status !== 200) return answer;

  const now = parse(answer.text) as { Responses: Readonly<Record<string, readonly Item[]>> };
  const stale = tables.map(({ name, how, table, keys }) => {
    const Items = (now.Responses[name] ?? []).flatMap((row) => {
      const was = earlier.of(table, row);
      if (!was) return [row];
      return was.item ? [shown(was.item, request.RequestItems[name] ?? {})] : [];
    });
    return [name, withoutKeys(how, keys, { Count: 0 }, Items).Items] as const;
  });
  return rewritten(answer, { ...now, Responses: { ...now.Responses, ...Object.fromEntries(stale) } });
}

/** One page of a Query or Scan. */
async function page(
  { upstream, earlier, describe }: Ground,
  call: HttpCall,
  body: unknown,
  shape: Shape,
): Read {
  const request = understood(body, shape) as PageRequest | undefined;
  if (!request || request.ConsistentRead) return undefined;
  const description = await describe(call, request.TableName);
  const table = description && makeTable(description);
  const index = request.IndexName === undefined ? undefined : table?.indexes.get(request.IndexName);
  if (!table || (request.IndexName !== undefined && !index?.local)) return undefined;

  const keys = keyAttributes([...table.description.KeySchema, ...(index?.description.KeySchema ?? [])]);
  const answer = await upstream(changed(call, withKeys(body as PageCall, keys)));
  if (answer.status !== 200) return answer;

  const now = parse(answer.text) as Page;
  const rows = (now.Items ?? []).flatMap((row) => {
    const was = earlier.of(table.description, row);
    if (!was) return [row];
    if (!was.item || (index && !wasThere(index.description, was.item, row))) return [];
    return [rowOf(table, index, request, was.item)].filter((item) => item !== undefined);
  });
  return rewritten(answer, withoutKeys(body as PageCall, keys, now, rows));
}
