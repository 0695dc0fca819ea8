import { invalidRequest, Problem } from '../http/problem';
import type { Reply } from '../http/route';
import type { PaymentGateway } from '../payment/payment-gateway';
import type { Collected } from './collect-payment';
import type { Order } from './order';
import { orderView } from './order-view';

/** 200 with the order, or 202 while its payment is unknown. */
export function showing(order: Order, status = 200): Reply {
  return { status: order.status === 'paying' ? 202 : status, body: orderView(order) };
}

/** The answer to a key that made this order before. */
export function replayed(order: Order): Reply {
  return { ...showing(order), headers: { 'idempotent-replayed': 'true' } };
}

/** What a payment attempt came to. @throws Problem 402 where the gateway declined */
export function collected({ outcome, order }: Collected, status: number): Reply {
  if (outcome !== 'declined') return showing(order, status);

  const next =
    order.status === 'held'
      ? 'the goods are still held: try another card'
      : `the order is now ${order.status}`;
  throw new Problem(402, 'payment_declined', `the payment was declined; ${next}`, {
    order: orderView(order),
  });
}

export function orderNotFound(orderId: string): Problem {
  return new Problem(404, 'not_found', `you have no order ${orderId}`);
}

export function keyReused(): Problem {
  const detail = 'this idempotency key was used for another request: send a new key with a new order';
  return new Problem(422, 'idempotency_key_reused', detail);
}

export function paymentInProgress(order: Order): Problem {
  const detail = 'a payment of this order is in progress: ask again once it has ended';
  return new Problem(409, 'payment_in_progress', detail, { retryable: true, order: orderView(order) });
}

export function notPayable(order: Order): Problem {
  const why = order.status === 'held' ? 'its hold is over' : `it is ${order.status}`;
  return new Problem(409, 'not_payable', `the order cannot be paid: ${why}`, { order: orderView(order) });
}

export function notCancellable(order: Order): Problem {
  const detail = `the order cannot be cancelled: it is ${order.status}`;
  return new Problem(409, 'not_cancellable', detail, { order: orderView(order) });
}

/** Before anything is written. A token is never repeated, not even a wrong one. @throws Problem 400 */
export function assertToken(payments: PaymentGateway, field: string, token: string | undefined): void {
  if (token === undefined || payments.accepts(token)) return;
  throw invalidRequest([
    { field, wanted: 'a token that the payment gateway issued', got: 'an unknown token' },
  ]);
}
