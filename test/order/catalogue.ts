import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { placeOrder } from '../../lambda/order/place-order';
import { call, type TestWorld } from '../world';
import { customer, shipTo } from './orders';

/** As the catalogue changes a product: a new version. */
export async function changePrice(
  { db }: TestWorld,
  sku: string,
  { unitPrice, currency = 'EUR' }: { readonly unitPrice: number; readonly currency?: string },
): Promise<void> {
  await db.send(
    new UpdateCommand({
      TableName: 'Inventory',
      Key: { sku, entry: 'stock' },
      UpdateExpression: 'SET unitPrice = :price, currency = :currency, version = version + :one',
      ExpressionAttributeValues: { ':price': unitPrice, ':currency': currency, ':one': 1 },
    }),
  );
}

export function placeLines(
  world: TestWorld,
  lines: readonly { sku: string; quantity: number }[],
  key: string,
) {
  return placeOrder(world, call(customer, key, { lines: [...lines], shipTo }));
}

/** An order for one unit of each SKU. */
export const draftOf = (orderId: string, skus: readonly string[] = ['tea']) => ({
  customerId: customer,
  orderId,
  requestHash: 'h',
  shipTo,
  lines: skus.map((sku) => ({ sku, quantity: 1, unitPrice: 250 })),
  currency: 'EUR',
});
/** A price that is remembered. */
export const price = (sku: string, version = 1) => ({ sku, unitPrice: 250, currency: 'EUR', version });
