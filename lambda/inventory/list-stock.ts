import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { persist } from '../dynamo/persist';
import { readBatch } from '../dynamo/read-batch';
import type { Inventory } from './inventory';
import { CATALOGUE, stockKey, toProduct } from './stock-item';
import type { Shelf } from './stock-store';

/** Products by SKU: the index says which, the items what they are now. */
export async function listProducts(inventory: Inventory, limit: number, after?: string): Promise<Shelf> {
  const skus = await skusAfter(inventory, limit + 1, after); // one more tells whether this page is the last
  const page = skus.slice(0, limit);
  const items = await readBatch(inventory.db, inventory.table, page.map(stockKey));

  const products = new Map(items.map((item) => [item.sku, toProduct(item)]));
  return {
    products: page.flatMap((sku) => products.get(sku) ?? []),
    ...(skus.length > limit && { next: page.at(-1) }),
  };
}

async function skusAfter(
  { db, table }: Inventory,
  count: number,
  after?: string,
): Promise<readonly string[]> {
  const skus: string[] = [];
  let next: Record<string, unknown> | undefined;
  do {
    const command = new QueryCommand({
      TableName: table,
      IndexName: CATALOGUE.index,
      KeyConditionExpression:
        after === undefined ? 'catalogue = :stock' : 'catalogue = :stock AND sku > :after',
      ExpressionAttributeValues: {
        ':stock': CATALOGUE.partition,
        ...(after !== undefined && { ':after': after }),
      },
      Limit: count - skus.length,
      ExclusiveStartKey: next,
    });
    const { Items = [], LastEvaluatedKey } = await persist(() => db.send(command));
    skus.push(...Items.map((item) => String(item.sku)));
    next = LastEvaluatedKey;
  } while (next && skus.length < count);
  return skus;
}
