import type { Line } from './order';
import type { Price } from './order-store';

/** The two ways in which an order moves stock. Both raise `moves`, which the auditor watches, and leave `version` (name and price) alone. */

const priceIsCurrent = 'version = :version';
const enoughStock = 'available >= :quantity';
const isStocked = 'attribute_exists(sku)';

interface Move {
  readonly table: string;
  readonly at: string;
}

/** Takes a line's units. This condition, inside the write, is the one place where overselling is refused. */
export function take(line: Line, price: Price, { table, at }: Move) {
  return {
    Update: {
      TableName: table,
      Key: stockKey(line.sku),
      UpdateExpression: 'SET available = available - :quantity, moves = moves + :one, updatedAt = :at',
      ConditionExpression: `${enoughStock} AND ${priceIsCurrent}`,
      ExpressionAttributeValues: {
        ':quantity': line.quantity,
        ':version': price.version,
        ':one': 1,
        ':at': at,
      },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
    },
  };
}

/** Gives a line's units back. It happens once because the same transaction moves the order out of a state that commits stock. */
export function giveBack(line: Line, { table, at }: Move) {
  return {
    Update: {
      TableName: table,
      Key: stockKey(line.sku),
      UpdateExpression: 'SET available = available + :quantity, moves = moves + :one, updatedAt = :at',
      ConditionExpression: isStocked,
      ExpressionAttributeValues: { ':quantity': line.quantity, ':one': 1, ':at': at },
    },
  };
}

export function stockKey(sku: string) {
  return { sku, entry: 'stock' };
}
