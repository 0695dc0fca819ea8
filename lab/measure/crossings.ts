import type { Crossing } from '../document';
import { interval } from './over-seeds';
import { tidy } from './percentiles';

/** Two guards at one contention: by how much the first is ahead, in each seed. */
export interface Point {
  readonly atOnce: number;
  /** Logarithm of the ratio, above 0 where the first guard is ahead; seeds in the same order at every point. */
  readonly leads: readonly number[];
}

export interface Contest {
  readonly metric: string;
  readonly first: string;
  readonly second: string;
  /** With rising contention. */
  readonly points: readonly Point[];
}

/**
 * Where the lead changes hands: between two contentions at which different guards are ahead for certain (95 %, over the seeds).
 * In each seed the change is where its own line crosses zero, on a logarithmic axis; the interval is over those places.
 */
export function crossingsOf({ metric, first, second, points }: Contest): Crossing[] {
  const decided = points.filter((point) => leaderAt(point) !== 0);

  return decided.slice(1).flatMap((to, index) => {
    const from = decided[index];
    if (!from || leaderAt(from) === leaderAt(to)) return [];

    const between = points.filter(({ atOnce }) => atOnce >= from.atOnce && atOnce <= to.atOnce);
    const places = to.leads.map((_, seed) => zeroOf(between, seed));
    const { mean, low, high } = interval(places);
    const ahead = leaderAt(to) > 0 ? first : second;
    return [{ metric, at: buyers(mean), low: buyers(low), high: buyers(high), seeds: places.length, ahead }];
  });
}

/** 1 where the first guard is ahead for certain, -1 where the second is, 0 where the seeds do not tell. */
export function leaderAt({ leads }: Point): -1 | 0 | 1 {
  const { low, high } = interval(leads);
  if (low > 0) return 1;
  return high < 0 ? -1 : 0;
}

/** Where one seed's line first changes its sign, as a logarithm of buyers; at the nearer end where it never does. */
function zeroOf(points: readonly Point[], seed: number): number {
  const line = points.map(({ atOnce, leads }) => ({ x: Math.log(atOnce), y: leads[seed] ?? 0 }));
  for (const [index, to] of line.slice(1).entries()) {
    const from = line[index];
    if (from && from.y * to.y <= 0 && from.y !== to.y)
      return from.x + ((to.x - from.x) * from.y) / (from.y - to.y);
  }
  const ends = [line[0], line.at(-1)].filter((end) => end !== undefined);
  return ends.sort((one, other) => Math.abs(one.y) - Math.abs(other.y))[0]?.x ?? 0;
}

function buyers(logarithm: number): number {
  return tidy(Math.exp(logarithm));
}
