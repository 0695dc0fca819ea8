/** The namespace, in CloudWatch, of everything that Holdfast counts itself. */
export const NAMESPACE = 'Holdfast';

/** What is counted as it happens, for dashboards and alarms. */
export const measures = {
  accepted: 'orders that took their stock',
  sold_out: 'orders refused because too little was left',
  declined: 'charges that the gateway declined when it was asked for them',
  payment_unknown: 'charges and settlements that the gateway gave no answer to',
  refund_unknown: 'refunds that the gateway gave no answer to',
  refunded: 'orders whose money went back',
  shipped: 'orders that the carrier has',
  shipment_unknown: 'shipments that the carrier gave no answer to',
  shipment_refused: 'times that the carrier refused a shipment',
  unreadable: 'items left out of a list because they are no orders',
} as const;

export type Measure = keyof typeof measures;

/** What an audit finds, as it stands at that time. */
export const levels = {
  drift: 'units by which stock and orders disagree, whichever way',
  books_wrong: 'orders, charges, shipments and receipts that contradict each other',
  unsettled: 'products that moved in every count, so that nothing is known of them',
  overdue: 'unfinished orders past their deadline',
  oldest_overdue_seconds: 'how long the most overdue order is past its deadline',
  deadlines_held: 'whether deadlines and refunds are held (1) or run (0)',
} as const;

export type Level = keyof typeof levels;
