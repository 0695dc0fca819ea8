import type { Image } from '../dynamo/refusal';
import type { Order } from './order';
import { storedOrder } from './stored-order';

/** What a transition may change; everything else of an order is written once, when it is created. */
const changing = [
  'status',
  'payment',
  'shipment',
  'refusals',
  'expiresAt',
  'dueAt',
  'updatedAt',
  'timeline',
  'version',
] as const;

/** An item of the orders table that is not an order. The message names its fields and repeats none of their values. */
export class UnreadableOrder extends Error {
  override readonly name = 'UnreadableOrder';
}

/** An order as the table holds it: the API's names, and the id of the write that made this version. */
export function toItem(order: Order, writeId: string): Record<string, unknown> {
  return { ...order, writeId };
}

/**
 * The one place where an item becomes an order: whoever holds an `Order` may rely on all of its fields.
 *
 * @throws UnreadableOrder where a field is missing or is not what it should be
 */
export function toOrder(item: Image): Order {
  const { writeId: _, ...order } = item;
  const parsed = storedOrder.safeParse(order);
  if (parsed.success) return order as unknown as Order;

  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'item'}: ${message}`);
  throw new UnreadableOrder(`not an order: ${wrong.join('; ')}`);
}

/** An update that turns one version of an order into the next, on condition that it is still the one it came from. */
export function updateTo(next: Order, from: Order, writeId: string) {
  const values: Image = { ...next };
  const written = changing.filter((name) => values[name] !== undefined);
  const dropped = changing.filter((name) => values[name] === undefined);
  const removal = dropped.length > 0 ? ` REMOVE ${dropped.map((name) => `#${name}`).join(', ')}` : '';

  return {
    Key: { customerId: from.customerId, orderId: from.orderId },
    UpdateExpression: `SET writeId = :writeId, ${written.map((name) => `#${name} = :${name}`).join(', ')}${removal}`,
    ConditionExpression: unchangedSince,
    ExpressionAttributeNames: Object.fromEntries(changing.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: {
      ...Object.fromEntries(written.map((name) => [`:${name}`, values[name]])),
      ':writeId': writeId,
      ':fromStatus': from.status,
      ':fromVersion': from.version,
    },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  };
}

const unchangedSince = '#status = :fromStatus AND #version = :fromVersion';
