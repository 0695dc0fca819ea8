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

/** Which values an axis begins and ends with: rounded away from the values, or exactly at them. */
type Ends = 'round' | 'exact';

/** Equal ratios are equal lengths. Zero and less have no place on it: they stand on its lower edge. */
export function logScale(values: readonly number[], { start, end }: Span, ends: Ends = 'round'): Scale {
  const positive = values.filter((value) => value > 0 && Number.isFinite(value));
  const [least, most] = positive.length > 0 ? [minimum(positive), maximum(positive)] : [1, 10];
  const steps = stepsAround(least, most);
  const [low, high] =
    ends === 'exact'
      ? [least, most]
      : [
          steps.findLast((step) => step < least * 0.9) ?? least,
          steps.find((step) => step >= most * 0.999) ?? most,
        ];
  const [from, room] = [Math.log10(low), Math.log10(high) - Math.log10(low)];

  return {
    at: (value) => {
      const share = value > 0 && room > 0 ? (Math.log10(value) - from) / room : 0;
      return start + (end - start) * clamp(share);
    },
    ticks: steps.filter((step) => step >= low && step <= high),
  };
}

/** From zero, in even steps of 1, 2 or 5 times a power of ten. */
export function linearScale(values: readonly number[], { start, end }: Span, ends: Ends = 'round'): Scale {
  const most = Math.max(0, ...values.filter(Number.isFinite));
  const step = most > 0 ? evenStep(most / 4) : 1;
  const top = ends === 'exact' && most > 0 ? most : step * Math.max(1, Math.ceil(most / step - 1e-9));
  const count = Math.floor(top / step + 1e-9);

  return {
    at: (value) => start + (end - start) * clamp(value / top),
    ticks: Array.from({ length: count + 1 }, (_, at) => Number((at * step).toPrecision(12))),
  };
}

/** Powers of ten where they are many; 1, 2 and 5 of each where they are few. */
function stepsAround(least: number, most: number): number[] {
  const [low, high] = [Math.floor(Math.log10(least)) - 1, Math.ceil(Math.log10(most)) + 1];
  const powers = Array.from({ length: high - low + 1 }, (_, at) => low + at);
  const digits = Math.log10(most / least) > 2.5 ? [1] : [1, 2, 5];
  return powers.flatMap((power) => digits.map((digit) => Number(`${digit}e${power}`)));
}

function evenStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5].map((step) => step * power).find((step) => step >= rough - 1e-12) ?? 10 * power;
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
