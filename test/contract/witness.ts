import { orderShape, type Order } from './shapes';
import type { Entry } from './shop';
import type { Tables } from './tables';

/** What the answers say, held against each other and against the tables. Each answers what is wrong, one line each. */

interface Seen {
  readonly customer: string;
  readonly status: number;
  readonly order: Order;
  readonly key: string | undefined;
}

/** I7: what was acknowledged is there, with what was acknowledged. */
export function nothingLost(journal: readonly Entry[], { orders }: Tables): string[] {
  const rows = new Map(orders.map((row) => [row.orderId, row]));

  return seenIn(journal)
    .filter(({ status }) => status < 300)
    .flatMap(({ order }) => {
      const row = rows.get(order.orderId);
      if (row === undefined) return [`I7 ${order.orderId}: acknowledged and not there`];
      const same =
        linesOf(row) === linesOf(order) && row.total === order.total && row.version >= order.version;
      return same ? [] : [`I7 ${order.orderId}: acknowledged as ${linesOf(order)}, kept as ${linesOf(row)}`];
    });
}

/** I8: one key of one customer, one order. */
export function oneOrderAKey(journal: readonly Entry[]): string[] {
  const byKey = new Map<string, Set<string>>();
  for (const { customer, key, order } of seenIn(journal)) {
    if (key === undefined) continue;
    const name = `${customer} ${key}`;
    byKey.set(name, (byKey.get(name) ?? new Set()).add(order.orderId));
  }

  return [...byKey]
    .filter(([, ids]) => ids.size > 1)
    .map(([name, ids]) => `I8 ${name}: orders ${[...ids].join(', ')}`);
}

/** I10: one version of an order is one thing, whoever shows it; and a final state has no later version. */
export function versionsMeanOneThing(journal: readonly Entry[]): string[] {
  const shown = new Map<string, string>();

  return seenIn(journal).flatMap(({ order }) => {
    const name = `${order.orderId} version ${order.version}`;
    const contents = JSON.stringify([order.status, order.timeline, order.lines, order.total]);
    const before = shown.get(name) ?? contents;
    shown.set(name, contents);

    return before === contents ? [] : [`I10 ${name}: once ${before}, once ${contents}`];
  });
}

/** I12: no answer holds the id of somebody else's order, wherever in it. */
export function nobodyElses(journal: readonly Entry[], { orders }: Tables): string[] {
  const owner = new Map(orders.map(({ orderId, customerId }) => [orderId, customerId]));

  return journal.flatMap(({ customer, sending, answer }) =>
    orderIdsIn(answer.text)
      .filter((id) => owner.has(id) && owner.get(id) !== customer && !sending.path.includes(id))
      .map(
        (id) => `I12 ${customer} was shown order ${id} of ${owner.get(id) ?? 'nobody'} by ${sending.path}`,
      ),
  );
}

/** What no client of a healthy shop sees. */
export function serverErrors(journal: readonly Entry[]): string[] {
  return journal
    .filter(({ answer }) => answer.status >= 500)
    .map(
      ({ sending, answer }) =>
        `${sending.method} ${sending.path}: ${answer.status} ${answer.text.slice(0, 300)}`,
    );
}

/** All that the answers can tell. */
export function wrongInAnswers(journal: readonly Entry[], tables: Tables): string[] {
  return [
    ...nothingLost(journal, tables),
    ...oneOrderAKey(journal),
    ...versionsMeanOneThing(journal),
    ...nobodyElses(journal, tables),
  ];
}

function seenIn(journal: readonly Entry[]): readonly Seen[] {
  return journal.flatMap(({ customer, sending, answer }) =>
    ordersIn(answer.body).map((order) => ({
      customer,
      status: answer.status,
      order,
      key: sending.path === '/orders' ? sending.headers?.['idempotency-key'] : undefined,
    })),
  );
}

/** An order, a problem that carries one, or a page of them. */
function ordersIn(body: unknown): readonly Order[] {
  const { order, orders } = (body ?? {}) as { order?: unknown; orders?: readonly unknown[] };

  return [body, order, ...(orders ?? [])].flatMap((candidate) => {
    const read = orderShape.safeParse(candidate);
    return read.success ? [read.data] : [];
  });
}

function orderIdsIn(text: string): readonly string[] {
  return [...text.matchAll(/"orderId":"([^"]+)"/g)].map((match) => match[1] ?? '');
}

function linesOf({ lines }: Pick<Order, 'lines'>): string {
  const words = lines.map(({ sku, quantity, unitPrice }) => `${quantity} ${sku} at ${unitPrice}`);

  return words.sort().join(', ');
}
