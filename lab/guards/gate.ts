/**
 * A counter in front of the store that may refuse early and never grants: the store stays the judge.
 * It knows how many units are left and how many are admitted but not judged yet, so that it can be set again at any time.
 */
export interface Gate {
  admit(sku: string, quantity: number): Promise<Word>;
  /** The judge has answered an admitted order; `left` is what the judge's answer showed, where it showed it. */
  settle(sku: string, settled: Settled): Promise<void>;
}

/**
 * `in`: counted; go and ask the judge. `out`: sold out, as the judge said a second ago at most.
 * `unknown`: no count, no answer, or time to check a refusal: go and ask the judge.
 */
export type Word = 'in' | 'out' | 'unknown';

export interface Settled {
  /** Units that were admitted and are judged now; 0 for an order that the gate did not count. */
  readonly admitted: number;
  /** Whether the units went to the order; where not, they go back to the count. */
  readonly taken: boolean;
  readonly left?: number | undefined;
}

/** No gate: guards that use none never call it. */
export const noGate: Gate = {
  admit: () => Promise.resolve('unknown'),
  settle: () => Promise.resolve(),
};
