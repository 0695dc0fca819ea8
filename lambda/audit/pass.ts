import { isUnfinished, type Order, type UnfinishedOrder } from '../order/order';
import type { Books, Ledger } from './books';
import { byOrder } from './entries-of-order';
import {
  orderFindings,
  orphanCharge,
  orphanParcel,
  paymentFindings,
  unreadableCharge,
  unreadableOrder,
  unreadableShipment,
  type OrderFinding,
  type PaymentFinding,
} from './findings';
import { commit, recount, type Counted } from './recount';

/** One reading of all the books: what it found wrong, each under a name that is the same while nothing changes. */
export interface Pass {
  readonly skus: readonly Counted[];
  readonly orders: ReadonlyMap<string, OrderFinding>;
  readonly payments: ReadonlyMap<string, PaymentFinding>;
  readonly overdue: readonly UnfinishedOrder[];
  /** Orders that cannot be read: units of any SKU may be missing from what is committed. */
  readonly unreadableOrders: number;
}

/** Reads everything once, stock before and after the orders. */
export async function readThrough(books: Books, now: Date): Promise<Pass> {
  const before = await books.stock();
  const ledger = await books.ledger();
  const read = await readOrders(books, ledger, now);
  addEntriesOfNoOrder(read, ledger);

  return { ...read, skus: recount(before, read.committed, await books.stock()) };
}

async function readOrders(books: Books, ledger: Ledger, now: Date) {
  const entriesOf = byOrder(ledger);
  const read = {
    ids: new Set<string>(),
    committed: new Map<string, number>(),
    orders: new Map<string, OrderFinding>(),
    payments: new Map<string, PaymentFinding>(),
    overdue: [] as UnfinishedOrder[],
    unreadableOrders: 0,
  };

  for await (const order of books.orders()) {
    if ('unreadable' in order) {
      const { customerId, orderId } = order.unreadable;
      read.ids.add(orderId);
      read.orders.set(`${customerId}/${orderId} unreadable`, unreadableOrder(order));
      read.unreadableOrders += 1;
      continue;
    }
    const entries = entriesOf(order.orderId);
    read.ids.add(order.orderId);
    commit(read.committed, order);
    if (isOverdue(order, now)) read.overdue.push(order);
    for (const finding of orderFindings(order, entries)) read.orders.set(named(order, finding), finding);
    for (const finding of paymentFindings(order, entries)) read.payments.set(named(order, finding), finding);
  }
  return read;
}

/** The ledger was read before the orders, so that the order of each of its entries was there to be read. */
function addEntriesOfNoOrder(
  { ids, orders, payments }: Awaited<ReturnType<typeof readOrders>>,
  { charges, shipments, unreadable }: Ledger,
): void {
  for (const { orderId, outcome } of shipments) {
    if (outcome === 'registered' && !ids.has(orderId)) orders.set(`${orderId} parcel`, orphanParcel(orderId));
  }
  for (const charge of charges) {
    if (charge.outcome === 'charged' && !charge.refunded && !ids.has(charge.orderId))
      payments.set(charge.reference, orphanCharge(charge));
  }
  for (const entry of unreadable) {
    const name = `${entry.unreadable.orderId} ${entry.unreadable.entry} unreadable`;
    if (entry.unreadable.entry === 'shipment') orders.set(name, unreadableShipment(entry));
    else payments.set(name, unreadableCharge(entry));
  }
}

/** With the order's version: found again under this name, the order has not changed since. */
function named({ orderId, version }: Order, finding: OrderFinding | PaymentFinding): string {
  return [orderId, version, finding.wrong, 'reference' in finding ? finding.reference : ''].join(' ');
}

function isOverdue(order: Order, now: Date): order is UnfinishedOrder {
  return isUnfinished(order) && order.dueAt < now.toISOString();
}
