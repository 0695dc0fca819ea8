import { timeLeft } from '../dynamo/time-limit';
import { LONGEST_CHARGE_MS, type Charge, type ChargeOutcome } from '../payment/payment-gateway';
import type { World } from '../world';
import { type Order, paymentReference, type PayingOrder, type RefundingOrder, type PaidOrder } from './order';
import type { CommitTime } from './order-store';
import { endAttempt, markPaid, noteUnknown, type Policy } from './transitions';

/** No charge starts later than this after the write that entered `paying` was answered. */
const LATEST_START_MS = 1_000;

export type Paying = Pick<World, 'orders' | 'payments' | 'policy' | 'now' | 'observer'>;

export interface Collected {
  readonly outcome: ChargeOutcome;
  /** The order as it stands after the attempt. */
  readonly order: Order;
}

/**
 * Charges an order that has just entered `paying` and writes down what came of it.
 * From here on nothing fails: what cannot be written or known now is left `paying` for the deadline worker.
 */
export async function collectPayment(
  world: Paying,
  order: PayingOrder,
  { token, entered }: { readonly token: string; readonly entered: CommitTime },
): Promise<Collected> {
  const outcome = inTime(entered, world.policy)
    ? await world.payments.charge(chargeOf(order), token)
    : 'unknown';
  if (outcome !== 'charged') world.observer.count(outcome === 'declined' ? 'declined' : 'payment_unknown');

  try {
    return { outcome, order: await record(world, order, outcome) };
  } catch (error) {
    world.observer.warn('payment outcome not written: left to the deadline worker', {
      orderId: order.orderId,
      outcome,
      error,
    });
    return { outcome: 'unknown', order };
  }
}

/** Writes the end of an attempt; where somebody else was first, their word stands. `unknown` leaves the order `paying`. */
export async function record(
  world: Pick<World, 'orders' | 'now'>,
  order: PayingOrder,
  outcome: ChargeOutcome | 'void',
): Promise<Order> {
  const now = world.now();
  if (outcome === 'charged') return (await world.orders.advance(order, markPaid(order, now))).order;
  if (outcome === 'unknown') return (await world.orders.advance(order, noteUnknown(order, now))).order;

  const next = endAttempt(order, outcome, now);
  const saved =
    next.status === 'held' ? world.orders.advance(order, next) : world.orders.release(order, next);
  return (await saved).order;
}

/**
 * The gateway is asked to settle once the deadline is over, and by then no call may be in flight: a late start is none. Nor does one
 * start whose outcome the customer would no longer be told.
 */
function inTime({ earliest, answered }: CommitTime, { settleSeconds }: Policy): boolean {
  const now = performance.now();
  if (timeLeft() < LONGEST_CHARGE_MS) return false;
  return now - answered <= LATEST_START_MS && now - earliest <= LATEST_START_MS + settleSeconds * 1000;
}

export function chargeOf(order: PayingOrder | PaidOrder | RefundingOrder): Charge {
  const { total: amount, currency, customerId } = order;
  return { reference: paymentReference(order), amount, currency, customerId };
}
