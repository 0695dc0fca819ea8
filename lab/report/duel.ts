import type { Cell, Spread } from '../cell';
import type { Crossing, NoCrossing } from '../document';
import { count, figure, milliseconds, NBSP, plural, sentence } from './words';

/** The two classic locks under the same crowd. */
export interface Duel {
  readonly atOnce: number;
  readonly optimistic: Cell;
  readonly pessimistic: Cell;
}

export const locks = ['optimistic', 'pessimistic'] as const;
export type Lock = (typeof locks)[number];

/** The crowds that both locks were put before, with stock for all, from the smallest on. */
export function duelsOf(cells: readonly Cell[]): readonly Duel[] {
  const fit = cells.filter(({ load, refused }) => load.atOnce !== undefined && refused === 0);
  return fit
    .flatMap((optimistic) => {
      const { guard, load } = optimistic;
      if (guard !== 'optimistic' || load.atOnce === undefined) return [];
      const pessimistic = fit.find(
        (cell) => cell.guard === 'pessimistic' && cell.load.atOnce === load.atOnce,
      );
      return pessimistic ? [{ atOnce: load.atOnce, optimistic, pessimistic }] : [];
    })
    .sort((a, b) => a.atOnce - b.atOnce);
}

/** On what the two are compared. */
export interface DuelMeasure {
  /** As the document's crossings call it. */
  readonly metric: string;
  /** What it is, and what the one ahead does: `sells more`. */
  readonly words: string;
  readonly lead: string;
  readonly axis: string;
  readonly kind: 'log' | 'linear';
  readonly better: 'more' | 'less';
  readonly of: (cell: Cell) => Spread | number | null;
  readonly write: (value: number | null) => string;
  /** What is said once behind a figure. */
  readonly unit?: string;
}

export const sales: DuelMeasure = {
  metric: 'soldPerSecond',
  words: 'sales a second',
  lead: 'sells more',
  axis: 'sales a second',
  kind: 'linear',
  better: 'more',
  of: ({ overSeeds, soldPerSecond }) => overSeeds?.soldPerSecond ?? soldPerSecond,
  write: figure,
  unit: ' a second',
};

export const slowest: DuelMeasure = {
  metric: 'p99Ms',
  words: 'the slowest sale in a hundred',
  lead: 'keeps the slowest sale in a hundred shorter',
  axis: 'ms, 99th percentile of a sale (log scale)',
  kind: 'log',
  better: 'less',
  of: ({ overSeeds, success }) => overSeeds?.p99Ms ?? success.p99Ms,
  write: milliseconds,
};

export const unitsPerSale: DuelMeasure = {
  metric: 'writeUnitsPerSale',
  words: 'write units a sale',
  lead: 'takes fewer write units a sale',
  axis: 'write units a sale (log scale)',
  kind: 'log',
  better: 'less',
  of: ({ overSeeds, writeUnitsPerSale }) => overSeeds?.writeUnitsPerSale ?? writeUnitsPerSale,
  write: figure,
};

export function meanOf(value: Spread | number | null): number | null {
  return value === null || typeof value === 'number' ? value : value.mean;
}

/** Where the two change places on a measure; none where they do not, or where nobody looked. */
export function crossingsOn(
  all: readonly (Crossing | NoCrossing)[] | undefined,
  { metric }: DuelMeasure,
): readonly Crossing[] {
  return (all ?? []).filter((one) => 'at' in one).filter((one) => one.metric === metric);
}

export function crossingWords({ at, low, high, seeds }: Crossing): string {
  return `${buyers(at)} buyers at once (${buyers(low)} to ${buyers(high)} with 95${NBSP}% confidence, ${plural(seeds, 'seed')})`;
}

/** A number of buyers that is an estimate: two digits count. */
export function buyers(value: number): string {
  return figure(Number(value.toPrecision(2)));
}

/** Who is ahead, from which crowd to which: one sentence, whatever the figures are. */
export function leadSentence(
  duels: readonly Duel[],
  measure: DuelMeasure,
  crossings: readonly Crossing[],
): string | undefined {
  const [first, last] = [duels[0], duels[duels.length - 1]];
  if (!first || !last || first === last) return undefined;
  if (crossings.length > 0) return changes(crossings, measure);

  const leaders = new Set(duels.map((duel) => leaderOf(duel, measure)));
  const [leader] = leaders;
  if (leaders.size > 1 || !leader) return `The two are too close in ${measure.words} to tell who is ahead.`;
  return `${sentence(leader)} ${measure.lead} at every size of crowd: ${against(first, leader, measure)} with ${plural(first.atOnce, 'buyer')} at once, ${against(last, leader, measure)} with ${count(last.atOnce)}.`;
}

function changes([first, ...more]: readonly Crossing[], { lead }: DuelMeasure): string {
  if (!first) return '';
  const before = locks.find((lock) => lock !== first.ahead) ?? '';
  const then = more.map((crossing) => `; ${crossing.ahead} again from ${crossingWords(crossing)}`).join('');
  return `Up to ${crossingWords(first)} ${before} ${lead}, beyond that ${first.ahead}${then}.`;
}

function leaderOf(duel: Duel, { of, better }: DuelMeasure): Lock | undefined {
  const [optimistic, pessimistic] = locks.map((lock) => meanOf(of(duel[lock])));
  if (optimistic === null || pessimistic === null || optimistic === undefined || pessimistic === undefined)
    return undefined;
  if (optimistic === pessimistic) return undefined;
  return optimistic > pessimistic === (better === 'more') ? 'optimistic' : 'pessimistic';
}

function against(duel: Duel, leader: Lock, { of, write, unit = '' }: DuelMeasure): string {
  const other = locks.find((lock) => lock !== leader) ?? leader;
  return `${write(meanOf(of(duel[leader])))}${unit} against ${write(meanOf(of(duel[other])))}`;
}
