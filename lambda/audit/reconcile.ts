import type { HeldOrder, Order, PaidOrder, PayingOrder } from '../order/order';
import type { OrderStore } from '../order/order-store';
import { markPaid, type Policy, startPayment } from '../order/transitions';
import type { AuditResult } from './audit';
import type { Books, ChargeEntry } from './books';
import { attemptOf, byOrder } from './entries-of-order';
import { isOfTotal, type OrderFinding, type PaymentFinding } from './findings';

/** An order that a restore has put back to before its payment, and the charge that says so. */
export interface Reconciliation {
  readonly order: HeldOrder | PayingOrder;
  readonly reference: string;
}

export interface ReconcilePlan {
  readonly paid: readonly Reconciliation[];
  /** What contradicts the ledger or the carrier in another way: no program may decide it. */
  readonly forPerson: readonly (OrderFinding | PaymentFinding)[];
}

export interface ReconcileWorld {
  readonly orders: Pick<OrderStore, 'advance'>;
  readonly now: () => Date;
}

/** Only a crash between the two writes leaves an order to this deadline. */
const policy = { holdSeconds: 0, settleSeconds: 30 } as const satisfies Policy;

/** `changed`: somebody else wrote the order since it was read. */
export type ReconcileAnswer = 'paid' | 'changed';

/** Orders that wait for a payment which the gateway has: exactly one charge that is not given back, of the right amount, by an attempt that has not ended. */
export async function planReconcile(books: Books, { orders, payments }: AuditResult): Promise<ReconcilePlan> {
  const entriesOf = byOrder(await books.ledger());
  const paid: Reconciliation[] = [];

  for await (const order of books.orders()) {
    if ('unreadable' in order || !waitsForPayment(order)) continue;
    const { charges, areChargesKnown } = entriesOf(order.orderId);
    const [charge, ...more] = charges.filter(({ outcome, refunded }) => outcome === 'charged' && !refunded);
    if (charge && more.length === 0 && areChargesKnown && isPaymentOf(order, charge))
      paid.push({ order, reference: charge.reference });
  }

  const planned = new Set(paid.map(({ order }) => order.orderId));
  const forPerson = [...orders, ...payments].filter(({ orderId }) => !planned.has(orderId));
  return { paid, forPerson };
}

function waitsForPayment(order: Order): order is HeldOrder | PayingOrder {
  return order.status === 'held' || order.status === 'paying';
}

function isPaymentOf(order: HeldOrder | PayingOrder, charge: ChargeEntry): boolean {
  const ended = order.payment?.attempts ?? 0;

  return isOfTotal(charge, order) && attemptOf(charge.reference) > ended;
}

/**
 * Makes an order paid by the charge that it has, by its own transitions, each conditional on the version that was read. From there
 * it ships like any other: a carrier that has its parcel registers it once. Safe to stop in between: its deadline settles a payment.
 */
export async function reconcile(
  { orders, now }: ReconcileWorld,
  { order, reference }: Reconciliation,
  reason: string,
): Promise<ReconcileAnswer> {
  const attempts = attemptOf(reference) - 1; // those that ended before this one
  const paying = order.status === 'held' ? await enterPaying({ orders, now }, order, attempts) : order;
  if (!paying) return 'changed';

  const paid = markPaid({ ...paying, payment: { ...paying.payment, attempts } }, now());
  const saved = await orders.advance(paying, explained(paid, reason));
  return saved.saved ? 'paid' : 'changed';
}

async function enterPaying(
  { orders, now }: ReconcileWorld,
  order: HeldOrder,
  attempts: number,
): Promise<PayingOrder | undefined> {
  const held = { ...order, payment: { ...order.payment, attempts } };
  const saved = await orders.advance(order, startPayment(held, now(), policy));

  return saved.saved ? saved.order : undefined;
}

/** Says in the timeline why the order became paid, which its customer may read. */
function explained(order: PaidOrder, detail: string): PaidOrder {
  const timeline = order.timeline.map((entry, index) =>
    index === order.timeline.length - 1 ? { ...entry, detail } : entry,
  );
  return { ...order, timeline };
}
