import { isUnfinished, type Order, type UnfinishedOrder } from '../order/order';
import type { Books, ChargeEntry } from './books';
import {
  orderFindings,
  orphanCharge,
  orphanParcel,
  paymentFindings,
  type OrderFinding,
  type PaymentFinding,
} from './findings';
import { commit, isWrong, recount, type SkuCount } from './recount';

export interface Audit {
  readonly clean: boolean;
  readonly skus: readonly SkuCount[];
  readonly orders: readonly OrderFinding[];
  readonly payments: readonly PaymentFinding[];
}

export interface AuditResult extends Audit {
  /** Unfinished orders past their deadline: their timer was lost, or is about to ring. */
  readonly overdue: readonly UnfinishedOrder[];
}

/** One reading of all the books: what it found wrong, each under a name that is the same while nothing changes. */
interface Pass {
  readonly skus: readonly SkuCount[];
  readonly orders: ReadonlyMap<string, OrderFinding>;
  readonly payments: ReadonlyMap<string, PaymentFinding>;
  readonly overdue: readonly UnfinishedOrder[];
}

/**
 * Recounts stock from orders and receipts, and the gateway's and the carrier's books from the orders' states, while selling goes on.
 * A difference is called wrong only when it is found twice running on something that did not change in between.
 */
export async function audit(books: Books, now: () => Date): Promise<AuditResult> {
  const first = await readThrough(books, now());
  const suspect = first.skus.some(isWrong) || first.orders.size > 0 || first.payments.size > 0;
  const second = suspect ? await readThrough(books, now()) : first;

  const before = new Map(first.skus.map((row) => [row.sku, row]));
  const skus = second.skus.map((row) => confirmed(row, before.get(row.sku)));
  const orders = [...second.orders].filter(([name]) => first.orders.has(name)).map(([, finding]) => finding);
  const payments = [...second.payments]
    .filter(([name]) => first.payments.has(name))
    .map(([, finding]) => finding);
  const clean = !skus.some(isWrong) && orders.length === 0 && payments.length === 0;

  return { clean, skus, orders, payments, overdue: second.overdue };
}

/** A wrong count stands only if it was the same the time before. */
function confirmed(row: SkuCount, before: SkuCount | undefined): SkuCount {
  const same = before?.drift === row.drift && before.unreceipted === row.unreceipted;
  if (!isWrong(row) || same) return row;

  const { sku, received, available, committed } = row;
  return { sku, received, available, committed, drift: 0, unsettled: true };
}

async function readThrough(books: Books, now: Date): Promise<Pass> {
  const before = await books.stock();
  const { charges, shipments } = await books.ledger();
  const chargesOf = groupByOrder(charges);
  const shipmentOf = new Map(shipments.map((shipment) => [shipment.orderId, shipment]));
  const committed = new Map<string, number>();
  const orders = new Map<string, OrderFinding>();
  const payments = new Map<string, PaymentFinding>();
  const overdue: UnfinishedOrder[] = [];

  for await (const order of books.orders()) {
    if ('unreadable' in order) {
      const { unreadable: orderId, why } = order;
      orders.set(`${orderId} unreadable`, { orderId, wrong: 'unreadable', detail: why });
      continue;
    }
    commit(committed, order);
    if (isOverdue(order, now)) overdue.push(order);
    for (const finding of orderFindings(order, shipmentOf.get(order.orderId)))
      orders.set(named(order, finding), finding);
    for (const finding of paymentFindings(order, chargesOf.get(order.orderId) ?? [])) {
      payments.set(named(order, finding), finding);
    }
    chargesOf.delete(order.orderId);
    shipmentOf.delete(order.orderId);
  }
  for (const { orderId, outcome } of shipmentOf.values()) {
    if (outcome === 'registered') orders.set(`${orderId} parcel`, orphanParcel(orderId));
  }
  for (const charge of [...chargesOf.values()].flat()) {
    if (charge.outcome === 'charged' && !charge.refunded)
      payments.set(charge.reference, orphanCharge(charge));
  }

  return { skus: recount(before, committed, await books.stock()), orders, payments, overdue };
}

/** With the order's version: found again under this name, the order has not changed since. */
function named({ orderId, version }: Order, finding: OrderFinding | PaymentFinding): string {
  return [orderId, version, finding.wrong, 'reference' in finding ? finding.reference : ''].join(' ');
}

function isOverdue(order: Order, now: Date): order is UnfinishedOrder {
  return isUnfinished(order) && order.dueAt < now.toISOString();
}

function groupByOrder(charges: readonly ChargeEntry[]): Map<string, ChargeEntry[]> {
  const groups = new Map<string, ChargeEntry[]>();
  for (const charge of charges) groups.set(charge.orderId, [...(groups.get(charge.orderId) ?? []), charge]);
  return groups;
}
