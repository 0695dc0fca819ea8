/** What one buyer will do; all buyers of a run are fixed by its seed. */
export interface Buyer {
  readonly name: string;
  /** A buyer with a declined card has no other one, and cancels. */
  readonly card: 'tok_ok' | 'tok_declined';
  /** How often the same request is sent at once: an impatient buyer clicks more than once. */
  readonly clicks: number;
}

const DECLINED_SHARE = 0.15;
const IMPATIENT_SHARE = 0.25;
const MOST_CLICKS = 4;

/** @param run sets this run's buyers apart from those of any other */
export function planBuyers(count: number, seed: number, run: string): readonly Buyer[] {
  const random = randomOf(seed);

  return Array.from({ length: count }, (_, n) => ({
    name: `buyer-${run}-${n}`,
    card: random() < DECLINED_SHARE ? 'tok_declined' : 'tok_ok',
    clicks: random() < IMPATIENT_SHARE ? 2 + Math.floor(random() * (MOST_CLICKS - 1)) : 1,
  }));
}

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;

  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
