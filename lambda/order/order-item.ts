import type { Image } from '../dynamo/refusal';
import type { Order } from './order';

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

/** An order as the table holds it: the API's names, and the id of the write that made this version. */
export function toItem(order: Order, writeId: string): Record<string, unknown> {
  return { ...order, writeId };
}

/** @throws Error where the item is not an order: its state is unknown, or its key is missing. */
export function toOrder(item: Image): Order {
  const { writeId: _, ...order } = item;
  if (!isOrder(order)) throw new Error(`not an order: status ${String(item.status)}`);

  return order;
}

const states: ReadonlySet<unknown> = new Set<Order['status']>([
  'held',
  'paying',
  'paid',
  'shipped',
  'refunding',
  'refunded',
  'cancelled',
  'expired',
]);

function isOrder(item: Image): item is Image & Order {
  return typeof item.customerId === 'string' && typeof item.orderId === 'string' && states.has(item.status);
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
