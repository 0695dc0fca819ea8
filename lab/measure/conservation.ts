import type { Item } from '../guards/store';
import { availableOf } from '../guards/stock';

/** What a product's books say at rest. */
export interface Books {
  /** Units there were at the start. */
  readonly units: number;
  readonly soldUnits: number;
  /** Units wanted by those who were told "sold out". */
  readonly refusedUnits: number;
  /** The stock entries as they are now. */
  readonly stock: readonly Item[];
}

export interface Verdict {
  readonly conserved: boolean;
  readonly oversold: number;
  readonly undersold: number;
  readonly lostUpdates: number;
}

/**
 * The judge of every run: each unit is either sold once or left.
 * Units taken off the stock and sold to nobody are stranded; units left while somebody was refused were refused wrongly.
 */
export function judge({ units, soldUnits, refusedUnits, stock }: Books): Verdict {
  const left = stock.reduce((sum, item) => sum + availableOf(item), 0);
  const taken = units - left;
  const stranded = Math.max(0, taken - soldUnits);

  return {
    conserved: taken === soldUnits && stock.every((item) => availableOf(item) >= 0),
    oversold: Math.max(0, soldUnits - units),
    undersold: stranded + Math.max(0, Math.min(left, refusedUnits)),
    lostUpdates: Math.max(0, soldUnits - taken),
  };
}
