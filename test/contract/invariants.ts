import type { ChargeRow, OrderRow, Tables } from './tables';
import type { Status } from './shapes';

/** What holds of the tables, by the names that docs give them. Each answers what is wrong, one line each: nothing, where it holds. */

const committing = new Set<Status>(['held', 'paying', 'paid', 'shipped']);
const over = new Set<Status>(['expired', 'cancelled', 'refunded']);
const unfinished = new Set<Status>(['paying', 'paid', 'refunding']);

/** The steps that exist. A state may be entered from these alone. */
const enteredFrom: Readonly<Record<Status, readonly (Status | 'nothing')[]>> = {
  held: ['nothing', 'paying'],
  paying: ['nothing', 'held'],
  paid: ['paying'],
  shipped: ['paid'],
  expired: ['held', 'paying'],
  cancelled: ['held', 'paying'],
  refunding: ['paid'],
  refunded: ['refunding'],
};

/** I1: what is gone from the shelf is what orders have, and nothing is below zero. */
export function stockMatchesOrders({ stock, orders }: Tables): string[] {
  const demand = new Map<string, number>();
  for (const { lines } of orders.filter(({ status }) => committing.has(status))) {
    for (const { sku, quantity } of lines) demand.set(sku, (demand.get(sku) ?? 0) + quantity);
  }

  return stock
    .filter(
      ({ sku, received, available }) =>
        available < 0 || received < 0 || received - available !== (demand.get(sku) ?? 0),
    )
    .map(
      (row) =>
        `I1 ${row.sku}: received ${row.received}, available ${row.available}, ordered ${demand.get(row.sku) ?? 0}`,
    );
}

/** I2: no more is sold than there was. */
export function nothingOversold({ stock, orders }: Tables): string[] {
  const sold = orders.filter(({ status }) => status === 'paid' || status === 'shipped');

  return stock
    .map(({ sku, received }) => ({ sku, received, units: unitsOf(sku, sold) }))
    .filter(({ units, received }) => units > received)
    .map(({ sku, units, received }) => `I2 ${sku}: sold ${units} of ${received}`);
}

/** I3: one charge an order, of its total. */
export function chargedOnce({ orders, charges }: Tables): string[] {
  return orders.flatMap(({ orderId, total, status }) => {
    const charged = chargesOf(orderId, charges);
    const needed = status === 'paid' || status === 'shipped' ? 1 : 0;
    const wrongAmount = charged.filter(({ amount }) => amount !== total);

    return [
      ...(charged.length > 1 ? [`I3 ${orderId}: charged ${charged.length} times`] : []),
      ...(charged.length < needed ? [`I3 ${orderId}: ${status} and never charged`] : []),
      ...wrongAmount.map(({ amount }) => `I3 ${orderId}: charged ${amount} for ${total}`),
    ];
  });
}

/** I4, at rest: who got nothing has paid nothing, and nobody got money back for what was kept. */
export function refundsMatch({ orders, charges }: Tables): string[] {
  return orders.flatMap(({ orderId, status }) => {
    const charged = chargesOf(orderId, charges);
    const unrefunded = charged.filter(({ refunded }) => refunded !== true);

    if (over.has(status) && unrefunded.length > 0)
      return [`I4 ${orderId}: ${status}, and the charge was kept`];
    if (status === 'shipped' && unrefunded.length === 0)
      return [`I4 ${orderId}: shipped, and the charge was refunded`];
    return [];
  });
}

/** I5 and I9, at rest: nothing is left half done. */
export function nothingStuck({ orders }: Tables): string[] {
  return orders
    .filter(({ status }) => unfinished.has(status))
    .map(({ orderId, status }) => `I5 ${orderId}: still ${status}`);
}

/** I6, at rest: a parcel for each shipped order and for no other. */
export function shipmentsMatch({ orders, shipments }: Tables): string[] {
  const registered = new Set(
    shipments.filter(({ outcome }) => outcome === 'registered').map(({ orderId }) => orderId),
  );

  return orders
    .filter(({ orderId, status }) => registered.has(orderId) !== (status === 'shipped'))
    .map(
      ({ orderId, status }) =>
        `I6 ${orderId}: ${status}, parcel ${registered.has(orderId) ? 'sent' : 'not sent'}`,
    );
}

/** I10: each timeline is a path that exists. */
export function stepsAreLegal({ orders }: Tables): string[] {
  return orders.flatMap(({ orderId, status, timeline }) => {
    const states = timeline.map(({ event }) => event).filter(isStatus);
    const wrong = states.filter((state, n) => !enteredFrom[state].includes(states[n - 1] ?? 'nothing'));
    const path = `${states.join(' > ')} (${status})`;

    return wrong.length > 0 || states.at(-1) !== status ? [`I10 ${orderId}: ${path}`] : [];
  });
}

/** All that the tables alone can tell. */
export function wrongAtRest(tables: Tables): string[] {
  const checks = [
    stockMatchesOrders,
    nothingOversold,
    chargedOnce,
    refundsMatch,
    nothingStuck,
    shipmentsMatch,
    stepsAreLegal,
  ];

  return checks.flatMap((check) => check(tables));
}

export function atRest({ orders }: Tables): boolean {
  return !orders.some(({ status }) => unfinished.has(status));
}

function isStatus(event: string): event is Status {
  return Object.hasOwn(enteredFrom, event);
}

function chargesOf(orderId: string, charges: readonly ChargeRow[]): readonly ChargeRow[] {
  return charges.filter((charge) => charge.orderId === orderId && charge.outcome === 'charged');
}

function unitsOf(sku: string, orders: readonly OrderRow[]): number {
  const lines = orders.flatMap((order) => order.lines).filter((line) => line.sku === sku);

  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}
