import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { persist } from '../dynamo/persist';
import type { Image } from '../dynamo/refusal';
import type { Order } from '../order/order';
import { toOrder } from '../order/order-item';
import type { Books, UnreadableOrder } from './books';
import { readLedger, readStock } from './entries';

export interface BookTables {
  readonly inventory: string;
  readonly orders: string;
  readonly sandbox: string;
}

/** The auditor's books on DynamoDB. Only it scans. */
export function dynamoBooks(db: DynamoDBDocumentClient, tables: BookTables): Books {
  return {
    stock: async () => readStock(await all(scan(db, tables.inventory))),
    async *orders() {
      for await (const item of scan(db, tables.orders)) yield readOrder(item);
    },
    ledger: async () => readLedger(await all(scan(db, tables.sandbox))),
  };
}

function readOrder(item: Image): Order | UnreadableOrder {
  try {
    return toOrder(item);
  } catch (error) {
    const key = { customerId: String(item.customerId), orderId: String(item.orderId) };
    return { unreadable: key, why: (error as Error).message };
  }
}

async function* scan(db: DynamoDBDocumentClient, table: string): AsyncGenerator<Image> {
  for (let from: Record<string, unknown> | undefined, first = true; first || from; first = false) {
    const page = new ScanCommand({ TableName: table, ConsistentRead: true, ExclusiveStartKey: from });
    const { Items = [], LastEvaluatedKey } = await persist(() => db.send(page));
    yield* Items;
    from = LastEvaluatedKey;
  }
}

async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
