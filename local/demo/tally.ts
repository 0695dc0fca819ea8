import type { Ending } from './buyer';
import type { Kept } from './ledger';

/** What a run showed. */
export interface Seen {
  readonly buyers: number;
  readonly units: number;
  readonly endings: readonly Ending[];
  /** The orders of each buyer, as read at the end. */
  readonly orders: readonly (readonly Kept[])[];
  /** Milliseconds of each `POST /orders`. */
  readonly times: readonly number[];
  /** From the first click to the last sale, in milliseconds. */
  readonly sellingMs: number;
  readonly surprises: readonly string[];
}

export interface Tally {
  readonly buyers: number;
  readonly units: number;
  readonly sold: number;
  readonly refused: number;
  readonly declined: number;
  readonly oversold: number;
  readonly duplicates: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly ordersPerSecond: number;
}

const selling = new Set(['held', 'paying', 'paid', 'shipped']);

/** Counts. `oversold` and `duplicates` are counted from the orders that are kept, not from what buyers were told. */
export function tally({ buyers, units, endings, orders, times, sellingMs }: Seen): Tally {
  const count = (wanted: Ending): number => endings.filter((ending) => ending === wanted).length;
  const committed = orders.flat().filter(({ status }) => selling.has(status)).length;
  const duplicates = orders.reduce((sum, { length }) => sum + Math.max(0, length - 1), 0);
  const sold = count('sold');

  return {
    buyers,
    units,
    sold,
    refused: count('refused'),
    declined: count('declined'),
    oversold: Math.max(0, committed - units),
    duplicates,
    p50Ms: percentile(times, 0.5),
    p99Ms: percentile(times, 0.99),
    ordersPerSecond: sellingMs > 0 ? rounded((sold * 1_000) / sellingMs) : 0,
  };
}

/** What does not add up, one line each: nothing, where all is well. */
export function problemsIn(seen: Seen): readonly string[] {
  const { buyers, units, sold, refused, declined, oversold, duplicates } = tally(seen);
  const due = Math.min(units, buyers - declined);
  const kept = seen.orders.flat().filter(({ status }) => status === 'paid' || status === 'shipped').length;
  const unshipped = seen.orders
    .flat()
    .filter(({ status }) => status === 'paid' || status === 'paying').length;

  return [
    ...(sold + refused + declined === buyers
      ? []
      : [`${buyers} buyers, but ${sold} sold + ${refused} refused + ${declined} declined`]),
    ...(sold === due ? [] : [`${sold} sold, but there was stock and buyers for ${due}`]),
    ...(kept === sold
      ? []
      : [`${sold} buyers were told that they have it, but ${kept} orders are paid or shipped`]),
    ...(oversold === 0 ? [] : [`${oversold} units more than there were are promised`]),
    ...(duplicates === 0 ? [] : [`${duplicates} orders more than one for each buyer`]),
    ...(unshipped === 0 ? [] : [`${unshipped} orders are not shipped yet`]),
    ...seen.surprises.slice(0, 10),
  ];
}

/** The nearest rank, rounded to a tenth; 0 of nothing. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);

  return rounded(sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0);
}

export function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
