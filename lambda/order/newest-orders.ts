import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { persist } from '../dynamo/persist';
import { readBatch } from '../dynamo/read-batch';
import type { Image } from '../dynamo/refusal';
import type { Order } from './order';
import { toOrder, UnreadableOrder } from './order-item';
import type { OrderKey, OrderPage } from './order-store';

/** Sorts a customer's orders by creation time. It holds keys only: a changed attribute would cost a write unit each time. */
export const NEWEST_INDEX = 'newest';

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
  const items = await readBatch(
    db,
    table,
    keys.map(({ orderId }) => ({ customerId, orderId })),
  );
  const read = new Map(items.map((item) => [item.orderId, readOrder(item)]));
  const listed = keys.flatMap(({ orderId }) => read.get(orderId) ?? []);

  return {
    orders: listed.filter((one): one is Order => !(one instanceof UnreadableOrder)),
    unreadable: keys.map(({ orderId }) => orderId).filter((id) => read.get(id) instanceof UnreadableOrder),
    next: Items.length > limit ? lastOf(keys) : undefined,
  };
}

function readOrder(item: Image): Order | UnreadableOrder {
  try {
    return toOrder(item);
  } catch (error) {
    if (error instanceof UnreadableOrder) return error;
    throw error;
  }
}

function lastOf(keys: readonly OrderKey[]): OrderKey | undefined {
  const last = keys.at(-1);
  return last && { orderId: last.orderId, createdAt: last.createdAt };
}
