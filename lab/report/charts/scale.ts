/**
 * Where values stand along an axis.
 *
 * Own code, not d3: the page needs two scales and straight lines, which is what stands here. d3's modules are ES modules,
 * which the tests' loader cannot import statically, and a chart library would want a DOM to draw into.
 */
export interface Scale {
  /** The place of a value, in pixels; what lies outside is put on the edge. */
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Powers of ten apart. Zero and less have no place on it: they stand on its lower edge, and the chart says so. */
export function logScale(values: readonly number[], { start, end }: Span): Scale {
  const positive = values.filter((value) => value > 0 && Number.isFinite(value));
  const [least, most] = positive.length > 0 ? [minimum(positive), maximum(positive)] : [1, 10];
  const low = Math.floor(Math.log10(least) + 1e-9);
  const high = Math.max(low + 1, Math.ceil(Math.log10(most) - 1e-9));

  return {
    at: (value) => {
      const share = value > 0 ? (Math.log10(value) - low) / (high - low) : 0;
      return start + (end - start) * clamp(share);
    },
    ticks: decades(low, high),
  };
}

/** From the least value to the most, without room around them: for an axis of counted things. */
export function tightLogScale(values: readonly number[], { start, end }: Span): Scale {
  const positive = values.filter((value) => value > 0 && Number.isFinite(value));
  const [least, most] = positive.length > 0 ? [minimum(positive), maximum(positive)] : [1, 10];
  const [low, high] = [Math.log10(least), Math.log10(most)];
  const steps = [1, 2, 5].flatMap((step) =>
    decades(Math.floor(low), Math.ceil(high)).map((power) => step * power),
  );

  return {
    at: (value) => {
      const share = value > 0 && high > low ? (Math.log10(value) - low) / (high - low) : 0;
      return start + (end - start) * clamp(share);
    },
    ticks: steps.filter((step) => step >= least && step <= most).sort((a, b) => a - b),
  };
}

/** From zero, in even steps of 1, 2 or 5. */
export function linearScale(values: readonly number[], { start, end }: Span, wanted = 4): Scale {
  const most = Math.max(0, ...values.filter(Number.isFinite));
  const step = most > 0 ? evenStep(most / wanted) : 1;
  const count = Math.max(1, Math.ceil(most / step - 1e-9));
  const top = step * count;

  return {
    at: (value) => start + (end - start) * clamp(value / top),
    ticks: Array.from({ length: count + 1 }, (_, at) => Number((at * step).toPrecision(12))),
  };
}

function decades(low: number, high: number): number[] {
  return Array.from({ length: high - low + 1 }, (_, at) => Number(`1e${low + at}`));
}

function evenStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const steps = [1, 2, 5, 10].map((step) => step * power);
  return steps.find((step) => step >= rough - 1e-12) ?? 10 * power;
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}

function minimum(values: readonly number[]): number {
  return values.reduce((least, value) => Math.min(least, value));
}

function maximum(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value));
}
