import { type Item, equal } from './attribute';
import type { HttpAnswer, HttpCall } from './http';
import { parse } from './server';
import { type IndexDescription, type TableDescription, keyAttributes, pick } from './table';
import type { Upstream } from './upstream';
import type { Written } from './writes-of';

/** An item as it was before a write. */
export interface Seen {
  readonly place: string;
  /** Absent where there was no item. */
  readonly before: Item | undefined;
}

/** What a front asks of the endpoint behind it for itself, with the credentials of the call that made it necessary. */
export interface Behind {
  readonly describe: (call: HttpCall, table: string) => Promise<TableDescription | undefined>;
  /** Reads what a write is about to change, consistently. */
  readonly look: (call: HttpCall, table: TableDescription, subject: Item) => Promise<Seen>;
}

export function behind(upstream: Upstream): Behind {
  const tables = new Map<string, TableDescription>();

  return {
    // asked for once: keys never change, and an index that comes later is not delayed
    describe: async (call, TableName) => {
      const known = tables.get(TableName);
      if (known) return known;
      const answer = await ask<{ Table: TableDescription }>(upstream, call, 'DescribeTable', { TableName });
      if (answer) tables.set(TableName, answer.Table);
      return answer?.Table;
    },
    look: async (call, { TableName, KeySchema }, subject) => {
      const Key = pick(subject, keyAttributes(KeySchema));
      const get = { TableName, Key, ConsistentRead: true };
      const found = await ask<{ Item?: Item }>(upstream, call, 'GetItem', get);
      return { place: placeOf(TableName, Key), before: found?.Item };
    },
  };
}

/** Looks at the items of all writes whose tables matter to a front. */
export async function lookAtAll(
  { describe, look }: Behind,
  call: HttpCall,
  writes: readonly Written[],
  matters: (table: TableDescription) => boolean,
): Promise<Seen[]> {
  const seen = writes.map(async ({ TableName, subject }) => {
    const table = await describe(call, TableName);
    return table && matters(table) ? [await look(call, table, subject)] : [];
  });
  return (await Promise.all(seen)).flat();
}

export function placeOf(table: string, key: Item): string {
  return `${table}~${JSON.stringify(key)}`;
}

/** Whether an item had a row in the index where it has one now. */
export function wasThere(index: IndexDescription, before: Item, now: Item): boolean {
  return keyAttributes(index.KeySchema).every((name) => {
    const [was, is] = [before[name], now[name]];
    return was !== undefined && is !== undefined && equal(was, is);
  });
}

export function rewritten({ status, headers }: HttpAnswer, body: object): HttpAnswer {
  const { 'x-amz-crc32': _checksum, ...kept } = headers;
  return { status, headers: kept, text: JSON.stringify(body) };
}

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
