import type {
  CancelledOrder,
  ExpiredOrder,
  HeldOrder,
  Line,
  Order,
  OrderEvent,
  PaidOrder,
  PayingOrder,
  RefundedOrder,
  RefundingOrder,
  Shipment,
  ShippedOrder,
  ShipTo,
  TimelineEntry,
} from './order';

/** After so many ended attempts the order is cancelled and its stock goes back. */
export const MOST_ATTEMPTS = 3;
/** After so many refusals the carrier's answer is final: the order is refunded. */
export const MOST_REFUSALS = 5;
/** Two gateway calls of 3 s, the first of which starts within 1 s of entering `paying`. */
const LONGEST_CHARGE_SECONDS = 7;
/** A paid order that no shipping message took care of is shipped by its deadline. */
const SHIP_AGAIN_SECONDS = 300;
/** A refund that nobody finished at once is finished by its deadline. */
const REFUND_AGAIN_SECONDS = 5;

/** How long things may take, in seconds. */
export interface Policy {
  /** How long a hold lasts, from `createdAt`. */
  readonly holdSeconds: number;
  /** How long an unknown payment rests before the gateway is asked to settle it. */
  readonly settleSeconds: number;
}

export interface Draft {
  readonly customerId: string;
  readonly orderId: string;
  readonly requestHash: string;
  readonly shipTo: ShipTo;
  readonly lines: readonly Line[];
  readonly currency: string;
}

/** A new hold: the stock is set aside, and no payment has been tried. */
export function hold(draft: Draft, now: Date, policy: Policy): HeldOrder {
  const at = now.toISOString();
  const expiresAt = later(now, policy.holdSeconds);

  return {
    ...draft,
    total: draft.lines.reduce((sum, line) => sum + line.quantity * line.unitPrice, 0),
    status: 'held',
    createdAt: at,
    updatedAt: at,
    expiresAt,
    dueAt: expiresAt,
    timeline: [{ at, event: 'held' }],
    version: 1,
  };
}

/** A new order that goes straight to `paying`: the same write reserves and is the write-ahead record of the charge. */
export function holdAndPay(draft: Draft, now: Date, policy: Policy): PayingOrder {
  const held = hold(draft, now, policy);
  const at = held.createdAt;

  return {
    ...held,
    status: 'paying',
    payment: { attempts: 0 },
    dueAt: settleTime(now, policy),
    timeline: [{ at, event: 'paying' }],
  };
}

export function startPayment(order: HeldOrder, now: Date, policy: Policy): PayingOrder {
  return {
    ...step(order, now, 'paying'),
    status: 'paying',
    payment: order.payment ?? { attempts: 0 },
    expiresAt: order.expiresAt,
    dueAt: settleTime(now, policy),
  };
}

/** The gateway gave no answer. The order stays `paying`, its stock stays committed, and its deadline stays where it was. */
export function noteUnknown(order: PayingOrder, now: Date): PayingOrder {
  return {
    ...order,
    ...advance(order, now, ['unknown']),
    payment: { ...order.payment, lastError: 'unknown' },
  };
}

export function markPaid(order: PayingOrder, now: Date): PaidOrder {
  return {
    ...step(order, now, 'paid'),
    status: 'paid',
    payment: { attempts: order.payment.attempts + 1 },
    refusals: 0,
    dueAt: later(now, SHIP_AGAIN_SECONDS),
  };
}

/** An attempt ended without a charge: the hold stays for another card, unless it was the last attempt or the hold is over. */
export function endAttempt(
  order: PayingOrder,
  error: 'declined' | 'void',
  now: Date,
): HeldOrder | CancelledOrder | ExpiredOrder {
  const attempts = order.payment.attempts + 1;
  const payment = { attempts, lastError: error };

  if (attempts >= MOST_ATTEMPTS)
    return { ...step(order, now, error, 'cancelled'), status: 'cancelled', payment };
  if (holdIsOver(order, now)) return { ...step(order, now, error, 'expired'), status: 'expired', payment };
  return {
    ...step(order, now, error, 'held'),
    status: 'held',
    payment,
    expiresAt: order.expiresAt,
    dueAt: order.expiresAt,
  };
}

export function holdIsOver(order: HeldOrder | PayingOrder, now: Date): boolean {
  return now.toISOString() >= order.expiresAt;
}

export function expire(order: HeldOrder, now: Date): ExpiredOrder {
  return { ...step(order, now, 'expired'), status: 'expired', payment: order.payment };
}

export function cancel(order: HeldOrder, now: Date): CancelledOrder {
  return { ...step(order, now, 'cancelled'), status: 'cancelled', payment: order.payment };
}

export function markShipped(order: PaidOrder, shipment: Shipment, now: Date): ShippedOrder {
  return { ...step(order, now, 'shipped'), status: 'shipped', payment: order.payment, shipment };
}

/** The deadline moves on with each refusal: while the shipping message comes back, the deadline is only there for a message that is lost. */
export function countRefusal(order: PaidOrder, now: Date): PaidOrder {
  return {
    ...order,
    ...advance(order, now, ['shipping_failed']),
    refusals: order.refusals + 1,
    dueAt: later(now, SHIP_AGAIN_SECONDS),
  };
}

/** The goods will not leave: the stock goes back with this step, the money with the next. The carrier has withdrawn before. */
export function startRefund(order: PaidOrder, now: Date): RefundingOrder {
  return {
    ...step(order, now, 'refunding'),
    status: 'refunding',
    payment: order.payment,
    dueAt: later(now, REFUND_AGAIN_SECONDS),
  };
}

export function markRefunded(order: RefundingOrder, now: Date): RefundedOrder {
  return { ...step(order, now, 'refunded'), status: 'refunded', payment: order.payment };
}

/** What every state has, one version on: what belongs to a single state is left behind. */
function step(order: Order, now: Date, ...events: readonly OrderEvent[]) {
  const { customerId, orderId, lines, total, currency, shipTo, requestHash, createdAt } = order;
  return {
    customerId,
    orderId,
    lines,
    total,
    currency,
    shipTo,
    requestHash,
    createdAt,
    ...advance(order, now, events),
  };
}

function advance(order: Order, now: Date, events: readonly OrderEvent[]) {
  const at = now.toISOString();
  const entries = events.map((event): TimelineEntry => ({ at, event }));
  return { updatedAt: at, timeline: [...order.timeline, ...entries], version: order.version + 1 };
}

function settleTime(now: Date, policy: Policy): string {
  return later(now, LONGEST_CHARGE_SECONDS + policy.settleSeconds);
}

function later(now: Date, seconds: number): string {
  return new Date(now.getTime() + seconds * 1000).toISOString();
}
