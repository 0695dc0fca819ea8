import { commitsStock, type Order } from '../order/order';
import type { StockBook, StockCount } from './books';

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
  /** Why its stock item or one of its receipts cannot be read: nothing can be counted, and the numbers are 0. */
  readonly unreadable?: string;
}

/** A SKU as one pass counted it. */
export interface Counted {
  readonly row: SkuCount;
  /** Nothing moved while it was counted, so that the row is true. */
  readonly stood: boolean;
  /** The stock item that the row rests on; absent where there is none, or none that can be read. */
  readonly stock?: StockCount;
}

export type Committed = ReadonlyMap<string, number>;

/** Adds an order's units to what is committed, where its state commits stock. */
export function commit(committed: Map<string, number>, order: Order): void {
  if (!commitsStock(order)) return;
  for (const { sku, quantity } of order.lines) committed.set(sku, (committed.get(sku) ?? 0) + quantity);
}

/**
 * Counts every SKU, from stock read before and after the orders. Each order and receipt is written in one transaction with `moves`, so that
 * where `moves` is equal before and after, orders and receipts that were read in between are all there were. Receipts are read by
 * the same scan as `moves`, and in time: they sort before it within their SKU ('receipt#' < 'stock').
 */
export function recount(before: StockBook, committed: Committed, after: StockBook): readonly Counted[] {
  const movesBefore = new Map(before.counts.map(({ sku, moves }) => [sku, moves]));
  const broken = new Map(
    after.unreadable.map(({ unreadable: { sku, entry }, why }) => [sku, `${entry}: ${why}`]),
  );
  const known = new Set([...after.counts.map(({ sku }) => sku), ...broken.keys()]);
  const unitsOf = (sku: string) => committed.get(sku) ?? 0;

  const stocked = after.counts
    .filter(({ sku }) => !broken.has(sku))
    .map((stock) => countOf(stock, unitsOf(stock.sku), movesBefore.get(stock.sku)));
  const unreadable = [...broken].map(([sku, why]) => uncounted(sku, unitsOf(sku), why));
  const unstocked = [...committed]
    .filter(([sku]) => !known.has(sku))
    .map(([sku, units]) => ofNoProduct(sku, units, !movesBefore.has(sku)));

  return [...stocked, ...unreadable, ...unstocked].sort((a, b) => (a.row.sku < b.row.sku ? -1 : 1));
}

function countOf(stock: StockCount, committed: number, movesBefore: number | undefined): Counted {
  const { sku, received, available, moves, receipts } = stock;
  const unreceipted = received - receipts;
  const drift = committed - (received - available);
  const row = { sku, received, available, committed, drift, ...(unreceipted !== 0 && { unreceipted }) };

  return { row, stood: moves === movesBefore, stock };
}

/** An item that cannot be read is wrong, whether it moves or not. */
function uncounted(sku: string, committed: number, unreadable: string): Counted {
  return { row: { sku, received: 0, available: 0, committed, drift: 0, unreadable }, stood: true };
}

/** Units of orders for a SKU that has no stock item. */
function ofNoProduct(sku: string, units: number, stood: boolean): Counted {
  return { row: { sku, received: 0, available: 0, committed: units, drift: units }, stood };
}

/** Also where nothing differs and there are less than no units left: more was sold than there was. */
export function isWrong({ available, drift, unreceipted, unreadable }: SkuCount): boolean {
  return available < 0 || drift !== 0 || unreceipted !== undefined || unreadable !== undefined;
}
