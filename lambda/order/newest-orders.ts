import { BatchGetCommand, type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { setTimeout as sleep } from 'node:timers/promises';
import { Busy, persist, RETRY_BUDGET_MS } from '../dynamo/persist';
import type { Image } from '../dynamo/refusal';
import type { Order } from './order';
import { toOrder } from './order-item';
import type { OrderKey, OrderPage } from './order-store';

/** Sorts a customer's orders by creation time. It holds keys only: a changed attribute would cost a write unit each time. */
export const NEWEST_INDEX = 'newest';
const PAUSE_MS = 50;

interface Wanted {
  readonly customerId: string;
  readonly limit: number;
  readonly after?: OrderKey;
}

export async function newestOrders(
  db: DynamoDBDocumentClient,
  table: string,
  wanted: Wanted,
): Promise<OrderPage> {
  const { customerId, limit, after } = wanted;
  const { Items = [] } = await persist(() =>
    db.send(
      new QueryCommand({
        TableName: table,
        IndexName: NEWEST_INDEX,
        ConsistentRead: true, // a local index allows it: a customer sees the order just placed
        KeyConditionExpression: 'customerId = :customer',
        ExpressionAttributeValues: { ':customer': customerId },
        ScanIndexForward: false,
        Limit: limit + 1, // one more tells whether this page is the last
        ExclusiveStartKey: after && { customerId, ...after },
      }),
    ),
  );
  const keys = Items.slice(0, limit) as OrderKey[];
  const orders = await readAll(
    db,
    table,
    keys.map(({ orderId }) => ({ customerId, orderId })),
  );
  const byId = new Map(orders.map((order) => [order.orderId, order]));

  return {
    orders: keys.flatMap(({ orderId }) => byId.get(orderId) ?? []),
    next: Items.length > limit ? lastOf(keys) : undefined,
  };
}

function lastOf(keys: readonly OrderKey[]): OrderKey | undefined {
  const last = keys.at(-1);
  return last && { orderId: last.orderId, createdAt: last.createdAt };
}

/** A batch may leave keys unread under load: they are asked for again, for as long as `persist` would try. */
async function readAll(
  db: DynamoDBDocumentClient,
  table: string,
  keys: readonly Image[],
): Promise<readonly Order[]> {
  const start = performance.now();
  const found: Order[] = [];

  for (let open = [...keys] as Record<string, unknown>[]; open.length > 0;) {
    const request = { RequestItems: { [table]: { Keys: open, ConsistentRead: true } } };
    const { Responses, UnprocessedKeys } = await persist(() => db.send(new BatchGetCommand(request)));
    found.push(...(Responses?.[table] ?? []).map(toOrder));

    open = UnprocessedKeys?.[table]?.Keys ?? [];
    if (open.length === 0) break;
    if (performance.now() - start > RETRY_BUDGET_MS) throw new Busy('the store left keys unread');
    await sleep(PAUSE_MS);
  }
  return found;
}
