import type { Percentiles } from '../cell';

/** Values in the order in which they came, without the cost of a growing array of objects. */
export interface Samples {
  readonly count: number;
  add(value: number): void;
  sorted(): Float64Array;
}

export function makeSamples(): Samples {
  let values = new Float64Array(1_024);
  let count = 0;

  return {
    get count() {
      return count;
    },
    add: (value) => {
      if (count === values.length) {
        const larger = new Float64Array(values.length * 2);
        larger.set(values);
        values = larger;
      }
      values[count] = value;
      count += 1;
    },
    sorted: () => values.slice(0, count).sort(),
  };
}

/** The nearest-rank percentile of sorted values; null where there are none. */
export function percentile(sorted: Float64Array, share: number): number | null {
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  return value === undefined ? null : tidy(value);
}

export function percentilesOf(samples: Samples): Percentiles {
  const sorted = samples.sorted();
  return {
    p50Ms: percentile(sorted, 0.5),
    p99Ms: percentile(sorted, 0.99),
    p999Ms: percentile(sorted, 0.999),
  };
}

/** Four significant digits: more would be noise. */
export function tidy(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(4)) : value;
}
