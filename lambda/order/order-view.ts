import type { Order } from './order';

/** An order as customers and listeners see it: without where it goes, and without what only the program needs. */
export function orderView(order: Order) {
  const { orderId, status, lines, total, currency, createdAt, timeline, version } = order;

  return {
    orderId,
    status,
    lines,
    total,
    currency,
    createdAt,
    ...('expiresAt' in order && { expiresAt: order.expiresAt }),
    ...(order.payment && { payment: order.payment }),
    ...('shipment' in order && { shipment: order.shipment }),
    timeline,
    version,
  };
}
