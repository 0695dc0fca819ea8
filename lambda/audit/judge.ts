import type { StockCount } from './books';
import { type Counted, isWrong, type SkuCount } from './recount';

/** What the passes of an audit say of one SKU. */
export interface Judged {
  readonly row: SkuCount;
  readonly judgement: 'right' | 'wrong' | 'unjudged';
  /** The stock item of the pass that judged. A repair relies on it and reads nothing again. */
  readonly stock?: StockCount;
}

/**
 * Judges a SKU by its counts, the oldest first. Wrong is what the last two passes agree on, right is what any pass found without a difference;
 * a pass in which the SKU moved says nothing, because a coincidence may hide a difference.
 */
export function judge(counts: readonly Counted[]): Judged {
  const last = counts.at(-1);
  if (!last) throw new Error('a SKU is judged by at least one count, got none');
  if (isConfirmed(last, counts.at(-2))) return { ...last, judgement: 'wrong' };

  const right = counts.findLast(({ stood, row }) => stood && !isWrong(row));
  if (right) return { ...right, judgement: 'right' };
  const { sku, received, available, committed } = last.row;
  return {
    row: { sku, received, available, committed, drift: 0, unsettled: true },
    judgement: 'unjudged',
  };
}

/** A difference that is found for the first time: another pass confirms it or not. */
export function isSuspect(counts: readonly Counted[]): boolean {
  const last = counts.at(-1);
  return last !== undefined && last.stood && isWrong(last.row) && !isConfirmed(last, counts.at(-2));
}

function isConfirmed(last: Counted, before: Counted | undefined): boolean {
  return (
    before !== undefined &&
    last.stood &&
    before.stood &&
    isWrong(last.row) &&
    isWrong(before.row) &&
    last.row.drift === before.row.drift &&
    last.row.unreceipted === before.row.unreceipted &&
    last.row.unreadable === before.row.unreadable
  );
}
