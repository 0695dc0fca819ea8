import { isUnfinished, type Order } from '../order/order';
import { deadlineOf, type DeadlineMessage, type Delayed, hop, type ShippingMessage } from './messages';

/** One change of an order, as the table's stream tells it. `before` is absent for a new order. */
export interface OrderChange {
  readonly before?: Order;
  readonly after: Order;
}

export type Dispatch =
  | { readonly queue: 'shipping'; readonly send: Delayed<ShippingMessage> }
  | { readonly queue: 'deadline'; readonly send: Delayed<DeadlineMessage> };

/** What must happen later follows from each change: a deadline for an unfinished order, and shipping for one that has just become paid. */
export function dispatch({ before, after }: OrderChange, now: Date): readonly Dispatch[] {
  const { customerId, orderId } = after;
  const sends: Dispatch[] = [];

  if (after.status === 'paid' && before?.status !== 'paid') {
    sends.push({ queue: 'shipping', send: { message: { customerId, orderId }, delaySeconds: 0 } });
  }
  if (isUnfinished(after)) sends.push({ queue: 'deadline', send: hop(deadlineOf(after, now)) });

  return sends;
}
