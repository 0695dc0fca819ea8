import type { Cell, Spread } from '../../cell';
import type { Crossing, Experiment, LabDocument, NoCrossing } from '../../document';
import { markup, type Html } from '../../../lambda/http/markup';
import { crossingOfSales, duels, locks, type Duel } from '../answers';
import { lineChart, type Line, type Mark, type Point } from '../charts/lines';
import { figureOf } from '../figure';
import { experimentOf, modelled } from '../reading';
import { count, figure, milliseconds, NOTHING, plural, sentence } from '../words';
import { sectionOf } from './section';

/** Optimistic or pessimistic: where they change places, or why they do not. */
export function umbrella(document: LabDocument): Html | undefined {
  const experiment = experimentOf(document, 'umbrella');
  if (!experiment) return undefined;
  const all = duels(modelled(document, 'umbrella'));

  return sectionOf(document, {
    name: 'umbrella',
    question: 'Optimistic or pessimistic: does it rain often enough to carry the umbrella?',
    about:
      'The same product, with stock for all, before more and more buyers at once. Each buyer comes back as soon as the one before has been answered, so “at once” is how hard it rains.',
    content: markup`${all.length > 1 && salesFigure(document, experiment, all)}${crossingList(experiment.crossings)}${contrastOf(experiment)}${all.length > 1 && otherMeasures(all)}`,
  });
}

type Lock = 'optimistic' | 'pessimistic';
type Measure = (cell: Cell) => Spread | number | null;

const sales: Measure = ({ overSeeds, soldPerSecond }) => overSeeds?.soldPerSecond ?? soldPerSecond;
const slowest: Measure = ({ overSeeds, success }) => overSeeds?.p99Ms ?? success.p99Ms;
const units: Measure = ({ overSeeds, writeUnitsPerSale }) =>
  overSeeds?.writeUnitsPerSale ?? writeUnitsPerSale;

function salesFigure(document: LabDocument, { crossings }: Experiment, all: readonly Duel[]): Html {
  const finding = locks(document) ?? 'What the two classic locks sell';
  const crossing = crossingOfSales(crossings);

  return figureOf({
    id: 'umbrella-sales',
    finding,
    howToRead: bandNote(all),
    picture: lineChart({
      id: 'umbrella-sales-chart',
      title: finding,
      description: `Two lines over the number of buyers at once, from ${count(all[0]?.atOnce ?? 0)} to ${count(all[all.length - 1]?.atOnce ?? 0)} on a log scale: sales a second with the optimistic guard and with the pessimistic one. ${crossing && 'at' in crossing ? `They cross at ${figure(crossing.at)}.` : 'They do not cross.'}`,
      x: { label: 'buyers at once (log scale)', kind: 'log' },
      y: { label: 'sales a second', kind: 'linear' },
      lines: linesOf(all, sales),
      ...markOf(crossing),
    }),
    table: tableOf(all, sales, figure, 'Sales a second'),
  });
}

function bandNote(all: readonly Duel[]): string {
  return all.some(({ optimistic }) => optimistic.overSeeds)
    ? 'Lines are means over the seeds, the bands around them 95 % confidence intervals.'
    : 'One seed; no confidence interval.';
}

function markOf(crossing: Crossing | NoCrossing | undefined): { mark?: Mark } {
  if (!crossing || !('at' in crossing)) return {};
  const { at, low, high, ahead } = crossing;
  return { mark: { at, low, high, label: `from ${figure(at)}: ${ahead}` } };
}

function linesOf(all: readonly Duel[], measure: Measure): readonly Line[] {
  return (['optimistic', 'pessimistic'] as const).map((lock) => ({
    name: lock,
    guard: lock,
    points: all.flatMap((duel) => pointOf(duel, lock, measure)),
  }));
}

function pointOf(duel: Duel, lock: Lock, measure: Measure): readonly Point[] {
  const value = measure(duel[lock]);
  if (value === null) return [];
  return typeof value === 'number'
    ? [{ x: duel.atOnce, y: value }]
    : [{ x: duel.atOnce, y: value.mean, low: value.low, high: value.high }];
}

function tableOf(all: readonly Duel[], measure: Measure, write: (value: number) => string, caption: string) {
  const words = (cell: Cell) => {
    const value = measure(cell);
    if (value === null) return NOTHING;
    if (typeof value === 'number') return write(value);
    return `${write(value.mean)} (${write(value.low)} to ${write(value.high)})`;
  };
  return {
    caption: `${caption}, with 95 % intervals where there are several seeds`,
    columns: ['buyers at once', 'optimistic', 'pessimistic'],
    rows: all.map(({ atOnce, optimistic, pessimistic }) => [
      count(atOnce),
      words(optimistic),
      words(pessimistic),
    ]),
  };
}

/** Every measure's crossing, or the reason why there is none. */
function crossingList(crossings: readonly (Crossing | NoCrossing)[] = []): Html | undefined {
  if (crossings.length === 0) return undefined;
  return markup`<dl class="crossings">${crossings.map(
    (crossing) => markup`<dt>${sentence(crossing.metric)}</dt><dd>${crossingWords(crossing)}</dd>`,
  )}</dl>`;
}

function crossingWords(crossing: Crossing | NoCrossing): string {
  if (!('at' in crossing)) return `No crossing: ${crossing.reason}`;
  const { at, low, high, seeds, ahead } = crossing;
  return `They cross at ${figure(at)} buyers at once (${figure(low)} to ${figure(high)}, 95 % over ${plural(seeds, 'seed')}); beyond it ${ahead} is ahead.`;
}

/** What would make them cross. */
function contrastOf({ contrast }: Experiment): Html | undefined {
  if (!contrast) return undefined;
  const all = duels(contrast.cells);
  if (all.length < 2) return undefined;
  const crossing = crossingOfSales(contrast.crossings);
  const finding =
    crossing && 'at' in crossing
      ? `Where the store queues those who wait, they do change places: from ${figure(crossing.at)} buyers at once (${figure(crossing.low)} to ${figure(crossing.high)}) ${crossing.ahead} sells more.`
      : 'Where the store queues those who wait, they do not change places either.';

  return figureOf({
    id: 'umbrella-contrast',
    finding,
    howToRead: contrast.store,
    picture: lineChart({
      id: 'umbrella-contrast-chart',
      title: finding,
      description: `The same two lines on another store. ${contrast.store}`,
      x: { label: 'buyers at once (log scale)', kind: 'log' },
      y: { label: 'sales a second', kind: 'linear' },
      lines: linesOf(all, sales),
      ...markOf(crossing),
    }),
    table: tableOf(all, sales, figure, 'Sales a second on the other store'),
  });
}

function otherMeasures(all: readonly Duel[]): Html {
  return markup`${measureFigure(all, {
    id: 'umbrella-p99',
    what: 'the slowest sale in a hundred takes',
    unit: 'ms until the buyer has an answer, 99th percentile (log scale)',
    measure: slowest,
    write: milliseconds,
  })}${measureFigure(all, {
    id: 'umbrella-units',
    what: 'a sale takes this many write units:',
    unit: 'write units a sale (log scale)',
    measure: units,
    write: figure,
  })}`;
}

interface Other {
  readonly id: string;
  readonly what: string;
  readonly unit: string;
  readonly measure: Measure;
  readonly write: (value: number) => string;
}

function measureFigure(all: readonly Duel[], { id, what, unit, measure, write }: Other): Html | undefined {
  const lines = linesOf(all, measure);
  const last = (line: Line | undefined) => line?.points[line.points.length - 1];
  const [optimistic, pessimistic] = lines.map(last);
  if (!optimistic || !pessimistic) return undefined;
  const finding = `With ${count(optimistic.x)} at once, ${what} ${write(optimistic.y)} optimistic, ${write(pessimistic.y)} pessimistic.`;

  return figureOf({
    id,
    finding,
    picture: lineChart({
      id: `${id}-chart`,
      title: finding,
      description: `Two lines over the number of buyers at once: ${unit}.`,
      x: { label: 'buyers at once (log scale)', kind: 'log' },
      y: { label: unit, kind: 'log' },
      lines,
      height: 240,
    }),
    table: tableOf(all, measure, write, sentence(unit)),
  });
}
