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
  const left = await leavePaid(order, (paid) => world.orders.release(paid, startRefund(paid, world.now())));

  return left.order.status === 'refunding' ? finishRefund(world, left.order) : left.order;
}

/** Gives the money back. While the gateway gives no answer the order stays `refunding`, and its deadline brings it up again. */
export async function finishRefund(world: Refunding, order: RefundingOrder): Promise<Order> {
  if ((await world.payments.refund(paymentReference(order))) === 'unknown') {
    world.observer.count('refund_unknown');
    return order;
  }

  const saved = await world.orders.advance(order, markRefunded(order, world.now()));
  if (saved.saved) world.observer.count('refunded');
  return saved.order;
}
