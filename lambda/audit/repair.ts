import { type DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { Busy, OutcomeUnknown, persist } from '../dynamo/persist';
import { refusalsOf } from '../dynamo/refusal';
import { stockKey } from '../order/stock-moves';
import type { AuditResult } from './audit';

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
 * taken as received, because their orders stand: the receipt says how many. All numbers are those of one confirmed count; nothing is
 * planned for a SKU without one, nor for any while units of an order that cannot be read may be missing from the count.
 */
export function planRepairs({
  judged,
  unreadableOrders,
}: Pick<AuditResult, 'judged' | 'unreadableOrders'>): readonly Repair[] {
  if (unreadableOrders > 0) return [];

  return judged.flatMap(({ judgement, row: { sku, committed }, stock }) => {
    if (judgement !== 'wrong' || !stock) return []; // without stock: no such product, or one that cannot be read
    const received = Math.max(stock.receipts, committed);
    const to = { received, available: received - committed };
    const from = { received: stock.received, available: stock.available };
    return [{ sku, from, to, quantity: received - stock.receipts, moves: stock.moves }];
  });
}

export interface RepairBooks {
  readonly db: DynamoDBDocumentClient;
  readonly inventory: string;
  readonly newId: () => string;
  readonly now: () => Date;
}

/** All three: a write by hand may leave `moves` as it was. */
const asCounted = 'moves = :moves AND received = :receivedBefore AND available = :availableBefore';

/** `moved`: the SKU is not as it was counted. `busy` wrote nothing either; after `unknown` it may or may not be written. */
export type RepairAnswer = 'repaired' | 'moved' | 'busy' | 'unknown';

/** Writes one repair with its receipt, both or neither, if the SKU is still as it was counted. */
export async function repair(books: RepairBooks, plan: Repair, reason: string): Promise<RepairAnswer> {
  const writeId = books.newId();
  const at = books.now().toISOString();
  const command = new TransactWriteCommand({
    ClientRequestToken: writeId,
    TransactItems: [
      leaveReceipt(books.inventory, plan, { writeId, at, reason }),
      correctStock(books.inventory, plan, at),
    ],
  });

  try {
    await persist(() => books.db.send(command));
    return 'repaired';
  } catch (error) {
    if (error instanceof Busy) return 'busy';
    if (error instanceof OutcomeUnknown) return 'unknown';
    const [receiptMember] = refusalsOf(error);
    return receiptMember?.failed ? 'repaired' : 'moved'; // a receipt that stands is our own earlier try
  }
}

interface Written {
  readonly writeId: string;
  readonly at: string;
  readonly reason: string;
}

function leaveReceipt(table: string, { sku, from, to, quantity }: Repair, { writeId, at, reason }: Written) {
  const entry = `receipt#repair-${writeId}`;
  return {
    Put: {
      TableName: table,
      Item: { sku, entry, quantity, reason, repair: { from, to }, createdAt: at },
      ConditionExpression: 'attribute_not_exists(sku)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
    },
  };
}

function correctStock(table: string, { sku, from, to, moves }: Repair, at: string) {
  return {
    Update: {
      TableName: table,
      Key: stockKey(sku),
      UpdateExpression:
        'SET received = :received, available = :available, moves = moves + :one, updatedAt = :at',
      ConditionExpression: asCounted,
      ExpressionAttributeValues: {
        ':received': to.received,
        ':available': to.available,
        ':moves': moves,
        ':receivedBefore': from.received,
        ':availableBefore': from.available,
        ':one': 1,
        ':at': at,
      },
    },
  };
}
