import { createHash } from 'node:crypto';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { Busy, OutcomeUnknown, persistTimed } from '../dynamo/persist';
import { refusalsOf, type Image, type MemberRefusal } from '../dynamo/refusal';
import { findProduct, type Inventory } from './inventory';
import type { Product, Receipt } from './product';
import { stockKey, toProduct } from './stock-item';
import { STOCK_LIMIT, type Received } from './stock-store';
import { writeIdOf } from './write-marks';

const neverCounted = 'attribute_not_exists(sku)';
const enoughStock = 'available >= :taken';
const roomLeft = 'received <= :room';

/** Counts goods in or out: the receipt and the stock move together or not at all, so that a receipt sent twice counts once. */
export async function receiveGoods(inventory: Inventory, receipt: Receipt): Promise<Received> {
  const id = inventory.newId();
  const written = { writeId: writeIdOf(id), at: inventory.now().toISOString() };
  const command = new TransactWriteCommand({
    ClientRequestToken: id,
    // the receipt is the first member, which decides first: a replay is one whatever the stock says
    TransactItems: [
      keepReceipt(inventory.table, receipt, written),
      moveStock(inventory.table, receipt, written),
    ],
  });

  const answer = await persistTimed(() => inventory.db.send(command));
  if (!('error' in answer))
    return { outcome: 'received', product: await productAfter(inventory, receipt.sku) };

  const [kept, stock] = refusalsOf(answer.error);
  if (!kept?.failed) {
    if (answer.mayStillLand) throw mayStillLand(answer.error);
    return refusalOf(receipt, stock);
  }
  return judgeKept(inventory, receipt, { image: kept.image, writeId: written.writeId });
}

interface Written {
  readonly writeId: string;
  readonly at: string;
}

function keepReceipt(table: string, { sku, key, quantity, reason, by }: Receipt, { writeId, at }: Written) {
  return {
    Put: {
      TableName: table,
      // a hash: the key is the caller's own, and may say more than it should
      Item: { sku, entry: `receipt#${hashOf(key)}`, quantity, reason, by, createdAt: at, writeId },
      ConditionExpression: neverCounted,
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
    },
  };
}

function moveStock(table: string, { sku, quantity }: Receipt, { writeId, at }: Written) {
  const guard = quantity < 0 ? { ':taken': -quantity } : { ':room': STOCK_LIMIT - quantity };
  return {
    Update: {
      TableName: table,
      Key: stockKey(sku),
      UpdateExpression:
        'SET received = received + :quantity, available = available + :quantity, moves = moves + :one, updatedAt = :at, writeId = :writeId',
      ConditionExpression: quantity < 0 ? enoughStock : roomLeft,
      ExpressionAttributeValues: {
        ...guard,
        ':quantity': quantity,
        ':one': 1,
        ':at': at,
        ':writeId': writeId,
      },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
    },
  };
}

async function judgeKept(
  inventory: Inventory,
  { sku, quantity, reason }: Receipt,
  { image = {}, writeId }: { readonly image: Image | undefined; readonly writeId: string },
): Promise<Received> {
  if (image.writeId === writeId) return { outcome: 'received', product: await productAfter(inventory, sku) };
  if (image.quantity !== quantity || image.reason !== reason) return { outcome: 'key-reused' };
  return { outcome: 'replayed', product: await productAfter(inventory, sku) };
}

/** Stock comes and goes: what refused the last try may not refuse an earlier one that is still on its way. */
function mayStillLand(cause: unknown): OutcomeUnknown {
  return new OutcomeUnknown('refused, but an earlier try got no answer and may still be applied', { cause });
}

function refusalOf({ quantity }: Receipt, stock: MemberRefusal | undefined): Received {
  if (!stock?.image) return { outcome: 'unknown-sku' };

  return quantity < 0
    ? { outcome: 'short', available: toProduct(stock.image).available }
    : { outcome: 'full' };
}

/** The receipt stands: a store too busy to show the product must not be reported as one that did nothing. */
async function productAfter(inventory: Inventory, sku: string): Promise<Product> {
  try {
    const product = await findProduct(inventory, sku);
    if (product) return product;
  } catch (error) {
    if (!(error instanceof Busy)) throw error;
    throw new OutcomeUnknown('the receipt is counted, but the product could not be read', { cause: error });
  }
  throw new Error(`${sku} has a receipt but no stock item`);
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
