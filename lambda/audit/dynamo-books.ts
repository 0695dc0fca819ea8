import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { persist } from '../dynamo/persist';
import type { Image } from '../dynamo/refusal';
import type { Order } from '../order/order';
import { toOrder } from '../order/order-item';
import type { Books, ChargeEntry, ShipmentEntry, StockCount, Unreadable } from './books';

export interface BookTables {
  readonly inventory: string;
  readonly orders: string;
  readonly sandbox: string;
}

/** The auditor's books on DynamoDB. Only it scans. */
export function dynamoBooks(db: DynamoDBDocumentClient, tables: BookTables): Books {
  return {
    stock: async () => countStock(await all(scan(db, tables.inventory))),
    async *orders() {
      for await (const item of scan(db, tables.orders)) yield readOrder(item);
    },
    async ledger() {
      const entries = await all(scan(db, tables.sandbox));
      return {
        charges: entries.filter(({ entry }) =>
          String(entry).startsWith('charge#'),
        ) as unknown as ChargeEntry[],
        shipments: entries.filter(({ entry }) => entry === 'shipment') as unknown as ShipmentEntry[],
      };
    },
  };
}

function readOrder(item: Image): Order | Unreadable {
  try {
    return toOrder(item);
  } catch (error) {
    return { unreadable: String(item.orderId), why: (error as Error).message };
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

/** Receipts are entries beside the stock item of their SKU. */
function countStock(items: readonly Image[]): readonly StockCount[] {
  const receipts = new Map<string, number>();
  for (const { sku, entry, quantity } of items) {
    if (!String(entry).startsWith('receipt#')) continue;
    receipts.set(String(sku), (receipts.get(String(sku)) ?? 0) + Number(quantity));
  }

  return items
    .filter(({ entry }) => entry === 'stock')
    .map((item) => {
      const { sku, received, available, moves } = item as unknown as StockCount;
      return { sku, received, available, moves, receipts: receipts.get(sku) ?? 0 };
    });
}
