import { Busy, OutcomeUnknown } from '../dynamo/persist';
import { leavePaid } from '../order/leave-paid';
import { paymentReference, type Order, type PaidOrder, type RefundingOrder } from '../order/order';
import { markRefunded, markShipped, startRefund } from '../order/transitions';
import type { World } from '../world';

type Refunding = Pick<World, 'orders' | 'payments' | 'carrier' | 'now' | 'observer'>;

/**
 * Takes a paid order back: the carrier withdraws first, because a parcel that leaves must not be refunded and sold again.
 * Answers with the order as it stands: `shipped` where the carrier has the parcel, `paid` where the carrier gave no answer.
 */
export async function takeBack(world: Refunding, order: PaidOrder): Promise<Order> {
  const withdrawal = await world.carrier.withdraw(order.orderId);
  if (withdrawal.answer === 'unknown') {
    world.observer.count('shipment_unknown');
    return order;
  }
  if (withdrawal.answer === 'withdrawn') return refundWithdrawn(world, order);

  const shipment = { carrier: world.carrier.name, trackingCode: withdrawal.trackingCode };
  const left = await leavePaid(order, (paid) =>
    world.orders.advance(paid, markShipped(paid, shipment, world.now())),
  );
  if (left.saved) world.observer.count('shipped');
  return left.order;
}

/** For an order whose parcel is withdrawn: its stock goes back, then its money. Anyone may finish this after a crash. */
export async function refundWithdrawn(world: Refunding, order: PaidOrder): Promise<Order> {
  const left = await leavePaid(order, (paid) =>
    world.orders.release(paid, startRefund(paid, world.now())).catch(afterTheWithdrawal),
  );

  return left.order.status === 'refunding' ? finishRefund(world, left.order) : left.order;
}

/** Much was done by then, though nothing of the last write was: it must not be told as `busy`. */
function afterTheWithdrawal(error: unknown): never {
  if (!(error instanceof Busy)) throw error;
  throw new OutcomeUnknown('the parcel is withdrawn, but its order could not be written', { cause: error });
}

/**
 * Gives the money back. While the gateway gives no answer, or the store takes no word of it, the order stays `refunding`, and its
 * deadline brings it up again: a refund is safe to repeat.
 */
export async function finishRefund(world: Refunding, order: RefundingOrder): Promise<Order> {
  if ((await world.payments.refund(paymentReference(order))) === 'unknown') {
    world.observer.count('refund_unknown');
    return order;
  }

  try {
    const saved = await world.orders.advance(order, markRefunded(order, world.now()));
    if (saved.saved) world.observer.count('refunded');
    return saved.order;
  } catch (error) {
    if (!(error instanceof Busy || error instanceof OutcomeUnknown)) throw error;
    world.observer.warn('a refund is made but not written: left to the deadline worker', {
      orderId: order.orderId,
      error,
    });
    return order;
  }
}
