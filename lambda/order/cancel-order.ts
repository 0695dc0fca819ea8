import { OutcomeUnknown } from '../dynamo/persist';
import { Problem } from '../http/problem';
import type { Call, Reply } from '../http/route';
import { takeBack } from '../payment/refund';
import type { World } from '../world';
import type { Order, PaidOrder } from './order';
import { notCancellable, orderNotFound, paymentInProgress, showing } from './order-replies';
import { findOrder } from './read-orders';
import { cancel } from './transitions';

export type CancellingWorld = Pick<World, 'orders' | 'payments' | 'carrier' | 'now' | 'observer'>;

/** `POST /orders/{orderId}/cancel`: gives a hold back, or takes a paid order back before it ships. */
export async function cancelOrder(world: CancellingWorld, call: Call): Promise<Reply> {
  const order = await findOrder(world, call);
  if (!order) throw orderNotFound(call.params.orderId ?? '');

  return cancelIt(world, order);
}

async function cancelIt(world: CancellingWorld, order: Order): Promise<Reply> {
  switch (order.status) {
    case 'held': {
      const released = await world.orders.release(order, cancel(order, world.now()));
      return released.saved ? showing(released.order) : cancelIt(world, released.order);
    }
    case 'paid':
      return cancelPaid(world, order);
    case 'paying':
      throw paymentInProgress(order);
    case 'shipped':
      throw notCancellable(order);
    case 'cancelled':
    case 'expired':
    case 'refunding':
    case 'refunded':
      return showing(order);
  }
}

async function cancelPaid(world: CancellingWorld, order: PaidOrder): Promise<Reply> {
  const taken = await takeBack(world, order).catch(afterTheCarrierWasAsked);
  if (taken.status !== 'paid') return cancelIt(world, taken);

  throw mayBeCancelled('the carrier gave no answer');
}

function afterTheCarrierWasAsked(error: unknown): never {
  throw error instanceof OutcomeUnknown ? mayBeCancelled('the store gave no answer') : error;
}

function mayBeCancelled(why: string): Problem {
  const detail = `${why}, so the order may or may not be cancelled: send the same request again`;
  return new Problem(500, 'outcome_unknown', detail, { retryable: true });
}
