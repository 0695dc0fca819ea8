import type { Order, OrderStatus } from '../order/order';
import { attemptOf, type EntriesOfOrder } from './entries-of-order';
import type { ChargeEntry, ShipmentEntry, UnreadableEntry, UnreadableOrder } from './books';

/** Something wrong with an order or its shipment. */
export interface OrderFinding {
  readonly orderId: string;
  /** Part of the key of an order that cannot be read: nothing else leads to it. */
  readonly customerId?: string;
  readonly wrong: 'total' | 'not_registered' | 'registered_but_not_shipped' | 'no_order' | 'unreadable';
  readonly detail: string;
}

/** Something wrong with the charges of an order. */
export interface PaymentFinding {
  readonly orderId: string;
  readonly reference: string;
  readonly wrong:
    | 'not_charged'
    | 'charged_twice'
    | 'amount'
    | 'not_refunded'
    | 'refunded_but_kept'
    | 'not_paid'
    | 'no_order'
    | 'unreadable';
  readonly detail: string;
  /** Money that no program gives back: the carrier has the parcel, or may have it. */
  readonly forPerson?: true;
}

/** Compares an order with what the carrier's book says of it. */
export function orderFindings(
  order: Order,
  { shipment, isShipmentKnown }: EntriesOfOrder,
): readonly OrderFinding[] {
  const { orderId, status } = order;
  const findings: OrderFinding[] = [];
  const sum = order.lines.reduce((total, line) => total + line.quantity * line.unitPrice, 0);

  if (sum !== order.total) {
    const detail = `the total is ${order.total}, its lines add up to ${sum}`;
    findings.push({ orderId, wrong: 'total', detail });
  }
  if (
    isShipmentKnown &&
    order.status === 'shipped' &&
    trackingCodeOf(shipment) !== order.shipment.trackingCode
  ) {
    const detail = `the order is shipped as ${order.shipment.trackingCode}, the carrier has ${trackingCodeOf(shipment) ?? 'nothing'}`;
    findings.push({ orderId, wrong: 'not_registered', detail });
  }
  if (shipment?.outcome === 'registered' && status !== 'shipped' && status !== 'paid') {
    const detail = `the carrier has the parcel, the order is ${status}`;
    findings.push({ orderId, wrong: 'registered_but_not_shipped', detail });
  }
  return findings;
}

const returned: ReadonlySet<OrderStatus> = new Set(['expired', 'cancelled', 'refunded']);
const kept: ReadonlySet<OrderStatus> = new Set(['paid', 'shipped']);

/** Compares an order with what the gateway's ledger says of it. An attempt under way (`paying`) may have ended at the gateway already. */
export function paymentFindings(order: Order, entries: EntriesOfOrder): readonly PaymentFinding[] {
  const { orderId, status } = order;
  const charged = entries.charges.filter(({ outcome }) => outcome === 'charged');
  const open = charged.filter(({ refunded }) => !refunded);
  const isRefunded = open.length === 0 && entries.areChargesKnown;
  const find =
    (wrong: PaymentFinding['wrong'], detail: string) =>
    ({ reference }: Pick<ChargeEntry, 'reference'>): PaymentFinding => ({
      orderId,
      reference,
      wrong,
      detail,
    });
  const amountFinding = (charge: ChargeEntry) =>
    find('amount', `charged ${charge.amount} ${charge.currency} of ${order.total} ${order.currency}`)(charge);

  return [
    ...open.slice(1).map(find('charged_twice', 'a second charge of one order')),
    ...charged.filter((charge) => !isOfTotal(charge, order)).map(amountFinding),
    ...(returned.has(status) ? open : []).map(({ reference }) => notRefunded(order, reference, entries)),
    ...(kept.has(status) && isRefunded ? charged : []).map(
      find('refunded_but_kept', `refunded, the order is ${status}`),
    ),
    ...open.filter(isOfNoAttempt(order)).map(find('not_paid', `charged, the order is ${status}`)),
    ...(kept.has(status) && isRefunded && charged.length === 0
      ? [{ reference: `${orderId}/${order.payment?.attempts ?? 0}` }]
      : []
    ).map(find('not_charged', `nothing was charged, the order is ${status}`)),
  ];
}

/** Whether a charge is what its order costs. */
export function isOfTotal({ amount, currency }: ChargeEntry, order: Order): boolean {
  return amount === order.total && currency === order.currency;
}

/** Charged for an order that waits for no charge, or by an attempt that has ended without one. */
function isOfNoAttempt(order: Order): (charge: ChargeEntry) => boolean {
  return ({ reference }) =>
    order.status === 'held' || (order.status === 'paying' && attemptOf(reference) <= order.payment.attempts);
}

function notRefunded(
  { orderId, status }: Order,
  reference: string,
  { shipment, isShipmentKnown }: EntriesOfOrder,
): PaymentFinding {
  const found = { orderId, reference, wrong: 'not_refunded' } as const;
  const detail = `charged and not refunded, the order is ${status}`;

  if (shipment?.outcome === 'registered')
    return { ...found, detail: `${detail}; the carrier has the parcel: a person decides`, forPerson: true };
  if (!isShipmentKnown)
    return { ...found, detail: `${detail}; its shipment cannot be read: a person decides`, forPerson: true };
  return { ...found, detail };
}

export function orphanParcel(orderId: string): OrderFinding {
  return { orderId, wrong: 'no_order', detail: 'the carrier has a parcel, and there is no such order' };
}

export function orphanCharge({ orderId, reference }: ChargeEntry): PaymentFinding {
  return { orderId, reference, wrong: 'no_order', detail: 'charged, and there is no such order' };
}

export function unreadableOrder({ unreadable, why }: UnreadableOrder): OrderFinding {
  return { ...unreadable, wrong: 'unreadable', detail: why };
}

export function unreadableShipment({ unreadable: { orderId }, why }: UnreadableEntry): OrderFinding {
  return { orderId, wrong: 'unreadable', detail: `the shipment in the ledger: ${why}` };
}

export function unreadableCharge({ unreadable: { orderId, entry }, why }: UnreadableEntry): PaymentFinding {
  const reference = entry.replace('charge#', `${orderId}/`);
  return { orderId, reference, wrong: 'unreadable', detail: `the charge in the ledger: ${why}` };
}

function trackingCodeOf(shipment: ShipmentEntry | undefined): string | undefined {
  return shipment?.outcome === 'registered' ? shipment.trackingCode : undefined;
}
