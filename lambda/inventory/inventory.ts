import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { persist } from '../dynamo/persist';
import type { Product } from './product';
import { stockKey, toProduct } from './stock-item';

/** Where the stock is kept, and the clock and ids that its writes need. */
export interface Inventory {
  readonly db: DynamoDBDocumentClient;
  readonly table: string;
  readonly now: () => Date;
  /** A fresh id of at most 36 characters, as DynamoDB takes for a token. */
  readonly newId: () => string;
}

/** The product as it is now. */
export async function findProduct({ db, table }: Inventory, sku: string): Promise<Product | undefined> {
  const command = new GetCommand({ TableName: table, Key: stockKey(sku), ConsistentRead: true });
  const { Item } = await persist(() => db.send(command));

  return Item && toProduct(Item);
}
