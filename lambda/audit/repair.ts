import { type DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { persist } from '../dynamo/persist';
import { refusalsOf } from '../dynamo/refusal';
import { stockKey } from '../order/stock-moves';
import type { StockCount } from './books';
import type { PaymentFinding } from './findings';
import { isWrong, type SkuCount } from './recount';

/** What a repair writes to one SKU, so that its count agrees with its orders and its receipts. */
export interface Repair {
  readonly sku: string;
  readonly from: { readonly received: number; readonly available: number };
  readonly to: { readonly received: number; readonly available: number };
  /** The units of the receipt that it leaves: what was received more or less than receipts say. */
  readonly quantity: number;
  /** The count is repaired only if nothing has moved since it was taken. */
  readonly moves: number;
}

/**
 * Orders and receipts are believed, the stock item is corrected. Where more is committed than receipts brought in, the missing units are
 * taken as received, because their orders stand: the receipt says how many.
 */
export function planRepairs(skus: readonly SkuCount[], stock: readonly StockCount[]): readonly Repair[] {
  const stockOf = new Map(stock.map((count) => [count.sku, count]));

  return skus.filter(isWrong).flatMap(({ sku, committed }) => {
    const count = stockOf.get(sku);
    if (!count) return []; // orders of a SKU that is no product: nothing to correct
    const received = Math.max(count.receipts, committed);
    const { received: was, available, moves, receipts } = count;
    const to = { received, available: received - committed };
    return [{ sku, from: { received: was, available }, to, quantity: received - receipts, moves }];
  });
}

/** The references of charges that are to be given back, because their orders are over. A refund is safe to repeat. */
export function planRefunds(payments: readonly PaymentFinding[]): readonly string[] {
  return payments.filter(({ wrong }) => wrong === 'not_refunded').map(({ reference }) => reference);
}

export interface RepairBooks {
  readonly db: DynamoDBDocumentClient;
  readonly inventory: string;
  readonly newId: () => string;
  readonly now: () => Date;
}

const nothingMoved = 'moves = :moves';

/** Writes one repair with its receipt, both or neither. Answers false where the SKU has moved since: count it again. */
export async function repair(
  { db, inventory, newId, now }: RepairBooks,
  plan: Repair,
  reason: string,
): Promise<boolean> {
  const { sku, from, to, quantity, moves } = plan;
  const at = now().toISOString();
  const writeId = newId();
  const receipt = {
    sku,
    entry: `receipt#repair-${writeId}`,
    quantity,
    reason,
    repair: { from, to },
    createdAt: at,
  };
  const command = new TransactWriteCommand({
    ClientRequestToken: writeId,
    TransactItems: [
      {
        Put: {
          TableName: inventory,
          Item: receipt,
          ConditionExpression: 'attribute_not_exists(sku)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        },
      },
      {
        Update: {
          TableName: inventory,
          Key: stockKey(sku),
          UpdateExpression:
            'SET received = :received, available = :available, moves = moves + :one, updatedAt = :at',
          ConditionExpression: nothingMoved,
          ExpressionAttributeValues: {
            ':received': to.received,
            ':available': to.available,
            ':moves': moves,
            ':one': 1,
            ':at': at,
          },
        },
      },
    ],
  });

  const refused = await persist(() => db.send(command)).then(() => undefined, refusalsOf);
  return !refused || (refused[0]?.failed ?? false); // a receipt that stands is our own earlier try
}
