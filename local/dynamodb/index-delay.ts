import type { Item } from './attribute';
import { type Seen, behind, lookAtAll, placeOf, rewritten, wasThere } from './behind';
import type { HttpAnswer, HttpCall } from './http';
import { type Page, type PageCall, withKeys, withoutKeys } from './key-projection';
import { operationOf, parse } from './server';
import { keyAttributes, pick } from './table';
import type { Upstream } from './upstream';
import { type Written, writesOf } from './writes-of';

interface Recent extends Seen {
  readonly at: number;
}

/**
 * A front that answers a Query or Scan of a global index without the rows that came into it in the last `delay`
 * milliseconds. It knows the writes that pass through it. Local indexes are as consistent as their tables.
 */
export function delayedIndexes(upstream: Upstream, delay: number): Upstream {
  let recent: Recent[] = [];
  const endpoint = behind(upstream);

  const write = async (call: HttpCall, writes: readonly Written[]): Promise<HttpAnswer> => {
    const looked = await lookAtAll(endpoint, call, writes, (table) => Boolean(table.GlobalSecondaryIndexes));
    const answer = await upstream(call);
    const at = performance.now();
    if (answer.status === 200) recent.push(...looked.map((seen) => ({ ...seen, at })));
    recent = recent.filter((entry) => entry.at > at - delay);
    return answer;
  };

  const read = async (call: HttpCall, request: PageCall): Promise<HttpAnswer> => {
    const table = await endpoint.describe(call, request.TableName);
    const index = table?.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === request.IndexName);
    if (!table || !index) return upstream(call);

    const keys = keyAttributes([...table.KeySchema, ...index.KeySchema]);
    const answer = await upstream({ ...call, text: JSON.stringify(withKeys(request, keys)) });
    if (answer.status !== 200) return answer;
    const young = recent.filter(({ at }) => at > performance.now() - delay);
    const isSeen = (item: Item): boolean => {
      const place = placeOf(request.TableName, pick(item, keyAttributes(table.KeySchema)));
      return young.every((entry) => entry.place !== place || wasThere(index, entry.before ?? {}, item));
    };
    const page = parse(answer.text) as Page;
    return rewritten(answer, withoutKeys(request, keys, page, (page.Items ?? []).filter(isSeen)));
  };

  return (call) => {
    const operation = operationOf(call) ?? '';
    const body = parse(call.text) as PageCall | undefined;
    if (body?.IndexName !== undefined) return read(call, body);
    const writes = writesOf(operation, body);
    return writes.length > 0 ? write(call, writes) : upstream(call);
  };
}
