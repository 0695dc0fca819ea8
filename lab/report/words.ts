/** Numbers as a reader says them. Nothing here knows what a number means. */

/** What stands where there is no number. */
export const NOTHING = '–';
/** Keeps a number and its unit on one line. */
export const NBSP = '\u00a0';

const grouped = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3, maximumFractionDigits: 0 });
const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** A number of things: every digit below a million, three above. */
export function count(value: number): string {
  return Math.abs(value) < 1_000_000 ? whole.format(value) : short(value);
}

/** Three digits that count: `0.0241`, `4.52`, `1,250`, `41,700`. */
export function figure(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return NOTHING;
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size >= 1_000_000) return short(value);
  return size >= 100 ? grouped.format(value) : trimmed(value);
}

export function milliseconds(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return NOTHING;
  if (value >= 1_000) return `${figure(value / 1_000)}${NBSP}s`;
  return `${figure(value)}${NBSP}ms`;
}

export function dollars(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return NOTHING;
  if (value !== 0 && Math.abs(value) < 0.01) return `$${trimmed(value)}`;
  return value < 100 ? `$${value.toFixed(2)}` : `$${figure(value)}`;
}

/** A share of one as a percentage. */
export function percent(share: number): string {
  const value = share * 100;
  if (value !== 0 && Math.abs(value) < 0.1) return `under 0.1${NBSP}%`;
  return `${Math.abs(value) < 10 && !Number.isInteger(value) ? value.toFixed(1) : whole.format(value)}${NBSP}%`;
}

/** How many times as much: `1.6 times`, `41 times`. */
export function times(ratio: number): string {
  return `${ratio < 10 ? trimmed(Number(ratio.toPrecision(2))) : figure(ratio)} times`;
}

/** `1 buyer`, `2 buyers`. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** `1 write unit`, `4.82 write units`. */
export function writeUnits(value: number | null): string {
  return `${figure(value)} write ${value === 1 ? 'unit' : 'units'}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1] ?? ''}`;
}

/** The first letter as at the start of a sentence. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A tick of an axis: `1`, `10k`, `1M`. */
export function tick(value: number): string {
  const size = Math.abs(value);
  if (size >= 1_000_000) return `${trimmed(value / 1_000_000)}M`;
  if (size >= 1_000) return `${trimmed(value / 1_000)}k`;
  return trimmed(value);
}

function short(value: number): string {
  return Math.abs(value) >= 1e9 ? `${trimmed(value / 1e9)} billion` : `${trimmed(value / 1_000_000)} million`;
}

function trimmed(value: number): string {
  return String(Number(value.toPrecision(3)));
}
