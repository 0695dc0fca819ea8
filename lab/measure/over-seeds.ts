import type { Spread } from '../cell';
import { tidy } from './percentiles';

/** As many as the t below is for. */
export const SEEDS = 8;
/** Student's t for 95 % with 7 degrees of freedom. */
const T = 2.365;

/** The seeds of an experiment that wants several, far apart from those of its neighbours. */
export function seedsFrom(seed: number): readonly number[] {
  return Array.from({ length: SEEDS }, (_, number) => seed + number * 1_000_003);
}

/** The mean of one value a seed, with its 95 % confidence interval. */
export function spreadOf(values: readonly number[]): Spread {
  const { mean, low, high } = interval(values);
  return { mean: tidy(mean), low: tidy(low), high: tidy(high) };
}

export function interval(values: readonly number[]): Spread {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const half = values.length < 2 ? 0 : T * Math.sqrt(squares / (values.length - 1) / values.length);
  return { mean, low: mean - half, high: mean + half };
}
