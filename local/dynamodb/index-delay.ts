import { type Item, equal } from './attribute';
import type { HttpAnswer, HttpCall } from './http';
import { operationOf, parse } from './server';
import { type IndexDescription, type TableDescription, keyAttributes, pick } from './table';
import type { Upstream } from './upstream';
import { type Page, type PageCall, withKeys, withoutKeys } from './key-projection';
import { type Written, writesOf } from './writes-of';

interface Recent {
  readonly place: string;
  /** The item before the write; empty where there was none. */
  readonly before: Item;
  readonly at: number;
}

/**
 * A front that answers a Query or Scan of a global index without the rows that came into it in the last `delay`
 * milliseconds. It knows the writes that pass through it. Local indexes are as consistent as their tables.
 */
export function delayedIndexes(upstream: Upstream, delay: number): Upstream {
  let recent: Recent[] = [];

  const describe = describer(upstream);
  const look = async (call: HttpCall, { TableName, subject }: Written): Promise<Omit<Recent, 'at'>[]> => {
    const table = await describe(call, TableName);
    if (!table?.GlobalSecondaryIndexes) return [];
    const Key = pick(subject, keyAttributes(table.KeySchema));
    const found = await ask<{ Item?: Item }>(upstream, call, 'GetItem', {
      TableName,
      Key,
      ConsistentRead: true,
    });
    return [{ place: placeOf(TableName, Key), before: found?.Item ?? {} }];
  };

  const write = async (call: HttpCall, writes: readonly Written[]): Promise<HttpAnswer> => {
    const looked = (await Promise.all(writes.map((written) => look(call, written)))).flat();
    const answer = await upstream(call);
    const at = performance.now();
    if (answer.status === 200) recent.push(...looked.map((seen) => ({ ...seen, at })));
    recent = recent.filter((entry) => entry.at > at - delay);
    return answer;
  };

  const read = async (call: HttpCall, request: PageCall): Promise<HttpAnswer> => {
    const table = await describe(call, request.TableName);
    const index = table?.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === request.IndexName);
    if (!table || !index) return upstream(call);

    const keys = keyAttributes([...table.KeySchema, ...index.KeySchema]);
    const answer = await upstream({ ...call, text: JSON.stringify(withKeys(request, keys)) });
    if (answer.status !== 200) return answer;
    const young = recent.filter(({ at }) => at > performance.now() - delay);
    const isSeen = (item: Item): boolean => {
      const place = placeOf(request.TableName, pick(item, keyAttributes(table.KeySchema)));
      return young.every((entry) => entry.place !== place || wasThere(index, entry.before, item));
    };
    return rewritten(answer, withoutKeys(request, keys, parse(answer.text) as Page, isSeen));
  };

  return (call) => {
    const operation = operationOf(call) ?? '';
    const body = parse(call.text) as PageCall | undefined;
    if (body?.IndexName !== undefined) return read(call, body);
    const writes = writesOf(operation, body);
    return writes.length > 0 ? write(call, writes) : upstream(call);
  };
}

type Describe = (call: HttpCall, table: string) => Promise<TableDescription | undefined>;

/** What tables are, asked for once: keys never change, and an index that comes later is not delayed. */
function describer(upstream: Upstream): Describe {
  const tables = new Map<string, TableDescription>();

  return async (call, TableName) => {
    const known = tables.get(TableName);
    if (known) return known;
    const answer = await ask<{ Table: TableDescription }>(upstream, call, 'DescribeTable', { TableName });
    if (answer) tables.set(TableName, answer.Table);
    return answer?.Table;
  };
}

/** Whether an item had a row in the index where it has one now. */
function wasThere(index: IndexDescription, before: Item, now: Item): boolean {
  return keyAttributes(index.KeySchema).every((name) => {
    const [was, is] = [before[name], now[name]];
    return was !== undefined && is !== undefined && equal(was, is);
  });
}

function placeOf(table: string, key: Item): string {
  return `${table}~${JSON.stringify(key)}`;
}

/** A call of the front's own, with the credentials of the call that made it necessary. */
async function ask<T>(
  upstream: Upstream,
  call: HttpCall,
  operation: string,
  body: object,
): Promise<T | undefined> {
  const headers = { ...call.headers, 'x-amz-target': `DynamoDB_20120810.${operation}` };
  const answer = await upstream({ ...call, headers, text: JSON.stringify(body) });
  return answer.status === 200 ? (parse(answer.text) as T) : undefined;
}

function rewritten({ status, headers }: HttpAnswer, body: object): HttpAnswer {
  const { 'x-amz-crc32': _checksum, ...kept } = headers;
  return { status, headers: kept, text: JSON.stringify(body) };
}
