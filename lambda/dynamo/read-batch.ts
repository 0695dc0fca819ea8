import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Busy, persist, RETRY_BUDGET_MS } from './persist';
import type { Image } from './refusal';
import { pauseFor } from './time-limit';

const PAUSE_MS = 50;

/**
 * Reads up to 100 items by key, consistently and in no particular order; keys without an item are left out.
 * A batch may leave keys unread under load: they are asked for again for as long as `persist` would try.
 *
 * @throws Busy when keys are still unread then.
 */
export async function readBatch(
  db: DynamoDBDocumentClient,
  table: string,
  keys: readonly Image[],
): Promise<readonly Image[]> {
  const start = performance.now();
  const found: Image[] = [];

  for (let open = keys.map((key) => ({ ...key })); open.length > 0;) {
    const request = { RequestItems: { [table]: { Keys: open, ConsistentRead: true } } };
    const { Responses, UnprocessedKeys } = await persist(() => db.send(new BatchGetCommand(request)));
    found.push(...(Responses?.[table] ?? []));

    open = UnprocessedKeys?.[table]?.Keys ?? [];
    if (open.length === 0) break;
    if (performance.now() - start > RETRY_BUDGET_MS) throw new Busy('the store left keys unread');
    await pauseFor(PAUSE_MS);
  }
  return found;
}
