/** One SKU of an order: lines are merged, so a SKU stands once. `unitPrice` in minor units, as it was when the order was placed. */
export interface Line {
  readonly sku: string;
  readonly quantity: number;
  readonly unitPrice: number;
}

export interface ShipTo {
  readonly name: string;
  readonly postcode: string;
  readonly address: string;
}

/** `attempts` counts the attempts that have ended, whatever the outcome, so the one under way is `attempts + 1`. */
export interface Payment {
  readonly attempts: number;
  readonly lastError?: PaymentError;
}

export type PaymentError = 'declined' | 'unknown' | 'void';

export interface Shipment {
  readonly carrier: string;
  readonly trackingCode: string;
}

export type OrderEvent = OrderStatus | PaymentError | 'shipping_failed';

export interface TimelineEntry {
  readonly at: string;
  readonly event: OrderEvent;
  readonly detail?: string;
}

interface Base {
  readonly customerId: string;
  readonly orderId: string;
  readonly lines: readonly Line[];
  /** Minor units of `currency`. */
  readonly total: number;
  readonly currency: string;
  readonly shipTo: ShipTo;
  /** Hash of the request that placed it: the same key with another body is refused. */
  readonly requestHash: string;
  readonly createdAt: string;
  /** When its holder's clock wrote this version; `dueAt` is told by the same clock, so their difference holds on any other. */
  readonly updatedAt: string;
  readonly timeline: readonly TimelineEntry[];
  /** Raised by one with every write: each write is conditional on the version that it came from. */
  readonly version: number;
}

/** Every unfinished order has a deadline, written with it. */
interface Unfinished {
  readonly dueAt: string;
}

export type HeldOrder = Base &
  Unfinished & { readonly status: 'held'; readonly expiresAt: string; readonly payment?: Payment };
export type PayingOrder = Base &
  Unfinished & { readonly status: 'paying'; readonly expiresAt: string; readonly payment: Payment };
export type PaidOrder = Base &
  Unfinished & { readonly status: 'paid'; readonly payment: Payment; readonly refusals: number };
export type ShippedOrder = Base & {
  readonly status: 'shipped';
  readonly payment: Payment;
  readonly shipment: Shipment;
};
export type RefundingOrder = Base & Unfinished & { readonly status: 'refunding'; readonly payment: Payment };
export type RefundedOrder = Base & { readonly status: 'refunded'; readonly payment: Payment };
export type CancelledOrder = Base & { readonly status: 'cancelled'; readonly payment?: Payment };
export type ExpiredOrder = Base & { readonly status: 'expired'; readonly payment?: Payment };

export type UnfinishedOrder = HeldOrder | PayingOrder | PaidOrder | RefundingOrder;
export type Order = UnfinishedOrder | ShippedOrder | RefundedOrder | CancelledOrder | ExpiredOrder;
export type OrderStatus = Order['status'];
/** States whose entry gives the stock back. */
export type ReleasedOrder = RefundingOrder | CancelledOrder | ExpiredOrder;

/** Stock is committed exactly while an order is in one of these. */
const committing: ReadonlySet<OrderStatus> = new Set(['held', 'paying', 'paid', 'shipped']);
const unfinished: ReadonlySet<OrderStatus> = new Set(['held', 'paying', 'paid', 'refunding']);

export function commitsStock(order: Order): boolean {
  return committing.has(order.status);
}

export function isUnfinished(order: Order): order is UnfinishedOrder {
  return unfinished.has(order.status);
}

/** The gateway's name of one payment attempt: `<orderId>/<attempt>`. */
export function paymentReference(order: PayingOrder | PaidOrder | RefundingOrder): string {
  const attempt = order.status === 'paying' ? order.payment.attempts + 1 : order.payment.attempts;
  return `${order.orderId}/${attempt}`;
}
