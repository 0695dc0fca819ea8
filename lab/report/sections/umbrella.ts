import type { Cell } from '../../cell';
import type { Crossing, Experiment, LabDocument, NoCrossing } from '../../document';
import { markup, type Html, type Piece } from '../../../lambda/http/markup';
import { lineChart, type Line, type Mark, type Point } from '../charts/lines';
import {
  buyers,
  crossingsOn,
  crossingWords,
  duelsOf,
  leadSentence,
  locks,
  sales,
  slowest,
  unitsPerSale,
  type Duel,
  type DuelMeasure,
  type Lock,
} from '../duel';
import { figureOf } from '../figure';
import { engineSentence } from '../ranking';
import { experimentOf, modelled } from '../reading';
import type { Table } from '../table';
import { count, NOTHING, sentence } from '../words';
import { sectionOf } from './section';

type Crossings = readonly (Crossing | NoCrossing)[];

/** Optimistic or pessimistic: where they change places, or why they do not. */
export function umbrella(document: LabDocument): Html | undefined {
  const experiment = experimentOf(document, 'umbrella');
  if (!experiment) return undefined;
  const { crossings = [] } = experiment;
  const duels = duelsOf(modelled(document, 'umbrella'));
  const chart = (measure: DuelMeasure) =>
    duelFigure({ id: `umbrella-${measure.metric}`, duels, measure, crossings });

  return sectionOf(document, {
    name: 'umbrella',
    question: 'Optimistic or pessimistic: does it rain often enough to carry the umbrella?',
    about:
      'One product, with stock for all, before more and more buyers at once: each comes back as soon as the one before has been answered. “At once” is how hard it rains.',
    findings: 'run by run',
    content: markup`${chart(sales)}${reasons(crossings, 'on DynamoDB')}${onEngine(document)}${contrastOf(experiment)}${chart(slowest)}${chart(unitsPerSale)}`,
  });
}

interface DuelFigure {
  readonly id: string;
  readonly duels: readonly Duel[];
  readonly measure: DuelMeasure;
  readonly crossings: Crossings;
  readonly howToRead?: Piece;
}

function duelFigure({ id, duels, measure, crossings, howToRead }: DuelFigure): Html | undefined {
  const changes = crossingsOn(crossings, measure);
  const finding = leadSentence(duels, measure, changes);
  if (finding === undefined) return undefined;
  const crowds = `${count(duels[0]?.atOnce ?? 0)} to ${count(duels[duels.length - 1]?.atOnce ?? 0)}`;

  return figureOf({
    id,
    finding,
    howToRead: howToRead ?? bandNote(duels),
    picture: lineChart({
      id: `${id}-chart`,
      title: finding,
      description: `Two lines, optimistic and pessimistic, over ${crowds} buyers at once on a log scale: ${measure.axis}. ${changes.length > 0 ? `They cross at ${changes.map(crossingWords).join(' and at ')}.` : 'They do not cross.'}`,
      x: { label: 'buyers at once (log scale)', kind: 'log' },
      y: { label: measure.axis, kind: measure.kind },
      lines: linesOf(duels, measure),
      marks: changes.map(markOf),
      height: measure === sales ? 320 : 250,
    }),
    table: tableOf(duels, measure),
  });
}

function bandNote(duels: readonly Duel[]): string {
  return duels.some(({ optimistic }) => optimistic.overSeeds)
    ? 'Lines are means over the seeds, the bands around them 95 % confidence intervals.'
    : 'One seed; no confidence interval.';
}

function markOf({ at, low, high, ahead }: Crossing): Mark {
  return { at, low, high, label: [`from ${buyers(at)}:`, ahead] };
}

function linesOf(duels: readonly Duel[], measure: DuelMeasure): readonly Line[] {
  return locks.map((lock) => ({
    name: lock,
    guard: lock,
    points: duels.flatMap((duel) => pointOf(duel, lock, measure)),
  }));
}

function pointOf(duel: Duel, lock: Lock, { of }: DuelMeasure): readonly Point[] {
  const value = of(duel[lock]);
  if (value === null) return [];
  return typeof value === 'number'
    ? [{ x: duel.atOnce, y: value }]
    : [{ x: duel.atOnce, y: value.mean, low: value.low, high: value.high }];
}

function tableOf(duels: readonly Duel[], { axis, of, write }: DuelMeasure): Table {
  const words = (cell: Cell) => {
    const value = of(cell);
    if (value === null) return NOTHING;
    if (typeof value === 'number') return write(value);
    return `${write(value.mean)} (${write(value.low)} to ${write(value.high)})`;
  };
  return {
    caption: `${sentence(axis)}, with 95 % intervals where there are several seeds`,
    columns: ['buyers at once', ...locks],
    rows: duels.map((duel) => [count(duel.atOnce), ...locks.map((lock) => words(duel[lock]))]),
  };
}

/** What the runs on the engine say of the same two, beside what the model says of DynamoDB. */
function onEngine(document: LabDocument): Html | undefined {
  const words = engineSentence(document);
  return words === undefined
    ? undefined
    : markup`<p><strong>Not so on every store.</strong> ${words} Both rankings stand in <a href="#trust">why believe a model</a>.</p>
`;
}

/** Why there is no crossing, measure by measure. */
function reasons(crossings: Crossings, where: string): Html | undefined {
  const missing = crossings.filter((one) => 'crossing' in one);
  if (missing.length === 0) return undefined;
  const words = (metric: string) =>
    [sales, slowest, unitsPerSale].find((measure) => measure.metric === metric)?.words ?? metric;

  return markup`${missing.map(
    ({ metric, reason }) =>
      markup`<p><strong>No crossing in ${words(metric)} ${where}.</strong> ${sentence(reason)}</p>
`,
  )}`;
}

/** What would make them cross: the same question asked of another store, on the measures on which it has another answer. */
function contrastOf({ contrast }: Experiment): Html | undefined {
  if (!contrast) return undefined;
  const { store, cells, crossings } = contrast;
  const crossing = [sales, slowest].filter((measure) => crossingsOn(crossings, measure).length > 0);
  const shown = crossing.length > 0 ? crossing : [sales];

  return markup`${shown.map((measure) =>
    duelFigure({
      id: `umbrella-contrast-${measure.metric}`,
      duels: duelsOf(cells),
      measure,
      crossings,
      howToRead: `The same two guards on another store: ${store}.`,
    }),
  )}${reasons(crossings, 'on that store')}`;
}
