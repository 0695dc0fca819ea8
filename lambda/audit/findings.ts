import type { Order, OrderStatus } from '../order/order';
import type { ChargeEntry, ShipmentEntry } from './books';

/** Something wrong with an order or its shipment. */
export interface OrderFinding {
  readonly orderId: string;
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
    | 'no_order';
  readonly detail: string;
}

/** Compares an order with what the carrier's book says of it. */
export function orderFindings(order: Order, shipment: ShipmentEntry | undefined): readonly OrderFinding[] {
  const { orderId, status } = order;
  const findings: OrderFinding[] = [];
  const sum = order.lines.reduce((total, line) => total + line.quantity * line.unitPrice, 0);

  if (sum !== order.total) {
    findings.push({
      orderId,
      wrong: 'total',
      detail: `the total is ${order.total}, its lines add up to ${sum}`,
    });
  }
  if (order.status === 'shipped' && shipment?.trackingCode !== order.shipment.trackingCode) {
    const detail = `the order is shipped as ${order.shipment.trackingCode}, the carrier has ${shipment?.trackingCode ?? 'nothing'}`;
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
export function paymentFindings(order: Order, charges: readonly ChargeEntry[]): readonly PaymentFinding[] {
  const { orderId, status } = order;
  const charged = charges.filter(({ outcome }) => outcome === 'charged');
  const open = charged.filter(({ refunded }) => !refunded);
  const find = (wrong: PaymentFinding['wrong'], reference: string, detail: string): PaymentFinding => ({
    orderId,
    reference,
    wrong,
    detail,
  });
  const wrongAmount = charged.filter(
    ({ amount, currency }) => amount !== order.total || currency !== order.currency,
  );
  const refundedButKept = kept.has(status) && open.length === 0 ? charged : [];

  return [
    ...open.slice(1).map(({ reference }) => find('charged_twice', reference, 'a second charge of one order')),
    ...wrongAmount.map((charge) =>
      find(
        'amount',
        charge.reference,
        `charged ${charge.amount} ${charge.currency} of ${order.total} ${order.currency}`,
      ),
    ),
    ...(returned.has(status) ? open : []).map(({ reference }) =>
      find('not_refunded', reference, `charged and not refunded, the order is ${status}`),
    ),
    ...refundedButKept.map(({ reference }) =>
      find('refunded_but_kept', reference, `refunded, the order is ${status}`),
    ),
    ...(status === 'held' ? open : []).map(({ reference }) =>
      find('not_paid', reference, 'charged, the order is held'),
    ),
    ...(kept.has(status) && charged.length === 0
      ? [
          find(
            'not_charged',
            `${orderId}/${order.payment?.attempts ?? 0}`,
            `nothing was charged, the order is ${status}`,
          ),
        ]
      : []),
  ];
}

export function orphanParcel(orderId: string): OrderFinding {
  return { orderId, wrong: 'no_order', detail: 'the carrier has a parcel, and there is no such order' };
}

export function orphanCharge({ orderId, reference }: ChargeEntry): PaymentFinding {
  return { orderId, reference, wrong: 'no_order', detail: 'charged, and there is no such order' };
}
