import { commitsStock, type Order } from '../order/order';
import type { StockCount } from './books';

/** A line of the audit's table. `drift = committed − (received − available)`: above 0 where more could be sold than is left. */
export interface SkuCount {
  readonly sku: string;
  readonly received: number;
  readonly available: number;
  readonly committed: number;
  readonly drift: number;
  /** `received` less the sum of the SKU's receipts; left out where they agree. */
  readonly unreceipted?: number;
  /** It moved while it was counted, so that nothing can be said of it now. */
  readonly unsettled?: true;
}

export type Committed = ReadonlyMap<string, number>;

/** Adds an order's units to what is committed, where its state commits stock. */
export function commit(committed: Map<string, number>, order: Order): void {
  if (!commitsStock(order)) return;
  for (const { sku, quantity } of order.lines) committed.set(sku, (committed.get(sku) ?? 0) + quantity);
}

/** Counts every SKU, from stock read before and after the orders: a difference counts only where `moves` stood still. */
export function recount(
  before: readonly StockCount[],
  committed: Committed,
  after: readonly StockCount[],
): readonly SkuCount[] {
  const movesBefore = new Map(before.map(({ sku, moves }) => [sku, moves]));
  const stocked = after.map((stock) =>
    countOf(stock, committed.get(stock.sku) ?? 0, movesBefore.get(stock.sku)),
  );
  const known = new Set(after.map(({ sku }) => sku));
  const unstocked = [...committed]
    .filter(([sku]) => !known.has(sku))
    .map(([sku, units]) => ({ sku, received: 0, available: 0, committed: units, drift: units }));

  return [...stocked, ...unstocked].sort((a, b) => (a.sku < b.sku ? -1 : 1));
}

function countOf(stock: StockCount, committed: number, movesBefore: number | undefined): SkuCount {
  const { sku, received, available, moves, receipts } = stock;
  const drift = committed - (received - available);
  const unreceipted = received - receipts;
  const row = { sku, received, available, committed };
  if (moves !== movesBefore && (drift !== 0 || unreceipted !== 0))
    return { ...row, drift: 0, unsettled: true };

  return { ...row, drift, ...(unreceipted !== 0 && { unreceipted }) };
}

/** Also where nothing differs and there are less than no units left: more was sold than there was. */
export function isWrong({ available, drift, unreceipted }: SkuCount): boolean {
  return available < 0 || drift !== 0 || unreceipted !== undefined;
}
