import type { Cell } from '../../cell';
import type { LabDocument } from '../../document';
import { markup, type Html } from '../../../lambda/http/markup';
import { lineChart, type Line } from '../charts/lines';
import { figureOf } from '../figure';
import { best, guardWords, isSafe, modelled } from '../reading';
import { tableOf } from '../table';
import { count, figure, listed, milliseconds, NOTHING, sentence } from '../words';
import { comparison } from './comparison';
import { sectionOf } from './section';

/** Every guard before every load. */
export function sweep(document: LabDocument): Html | undefined {
  const cells = modelled(document, 'sweep');
  const charts = [crowds, rates].map((axis) => axisCharts(document, cells, axis));

  return sectionOf(document, {
    name: 'sweep',
    question: 'What does every guard make of every load?',
    about:
      'All guards over all loads, from a quiet shop to a rush, with stock for everybody and with too little.',
    findings: 'answer',
    content: cells.length > 0 && markup`${charts}${scarcity(cells)}`,
  });
}

/** What makes a load heavier. */
interface Axis {
  readonly id: string;
  readonly label: string;
  readonly of: (cell: Cell) => number | undefined;
  readonly words: (value: number) => string;
}

const enough = ({ load }: Cell) => load.units >= load.buyers;

const crowds: Axis = {
  id: 'crowd',
  label: 'buyers at once (log scale)',
  of: (cell) => (enough(cell) ? cell.load.atOnce : undefined),
  words: (value) => `${count(value)} buyers at once`,
};

const rates: Axis = {
  id: 'rate',
  label: 'buyers a second (log scale)',
  of: (cell) => (enough(cell) && cell.load.atOnce === undefined ? cell.load.perSecond : undefined),
  words: (value) => `${count(value)} buyers a second`,
};

/** One line a guard, from the lightest load on. */
interface Group {
  readonly guard: string;
  readonly cells: readonly Cell[];
}

function axisCharts(document: LabDocument, all: readonly Cell[], axis: Axis): Html | undefined {
  const cells = all.filter((cell) => axis.of(cell) !== undefined && !cell.soldOutMemory);
  const loads = [...new Set(cells.flatMap((cell) => axis.of(cell) ?? []))].sort((a, b) => a - b);
  if (loads.length < 2) return undefined;
  const groups = [...new Set(cells.map(({ guard }) => guard))].map((guard) => ({
    guard,
    cells: cells.filter((cell) => cell.guard === guard).sort((a, b) => (axis.of(a) ?? 0) - (axis.of(b) ?? 0)),
  }));
  const chart = (measure: Measure) => measureFigure({ axis, loads, groups, measure });

  return markup`${chart({ ...salesMeasure, finding: extremes(document, groups, axis.words(loads[loads.length - 1] ?? 0)) })}${chart(waitMeasure)}`;
}

interface Measure {
  readonly id: string;
  readonly finding: string;
  readonly axis: string;
  readonly of: (cell: Cell) => number | null;
  readonly write: (value: number) => string;
}

const salesMeasure: Measure = {
  id: 'sales',
  finding: 'What each guard sells as the load grows',
  axis: 'sales a second (log scale)',
  of: ({ soldPerSecond }) => soldPerSecond,
  write: figure,
};

const waitMeasure: Measure = {
  id: 'wait',
  finding: 'How long the slowest sale in a hundred takes as the load grows',
  axis: 'ms, 99th percentile of a sale (log scale)',
  of: ({ success }) => success.p99Ms,
  write: milliseconds,
};

interface Drawn {
  readonly axis: Axis;
  readonly loads: readonly number[];
  readonly groups: readonly Group[];
  readonly measure: Measure;
}

function measureFigure({ axis, loads, groups, measure }: Drawn): Html {
  const id = `sweep-${axis.id}-${measure.id}`;
  const named = groups.flatMap(({ cells }) => cells.slice(0, 1));
  const lines = groups.map(({ guard, cells }): Line => ({
    name: guard,
    guard,
    points: cells.flatMap((cell) => {
      const [x, y] = [axis.of(cell), measure.of(cell)];
      return x === undefined || y === null ? [] : [{ x, y }];
    }),
  }));
  const words = (cell: Cell | undefined) => {
    const value = cell ? measure.of(cell) : null;
    return value === null ? NOTHING : measure.write(value);
  };

  return figureOf({
    id,
    finding: measure.finding,
    howToRead:
      named.some(({ counters }) => counters) &&
      `${sentence(listed(named.filter(({ counters }) => counters).map(guardWords)))}.`,
    picture: lineChart({
      id: `${id}-chart`,
      title: measure.finding,
      description: `A line for each of ${count(groups.length)} guards over ${axis.label}: ${measure.axis}.`,
      x: { label: axis.label, kind: 'log' },
      y: { label: measure.axis, kind: 'log' },
      lines,
      height: 360,
    }),
    table: {
      caption: measure.axis,
      columns: ['guard', ...loads.map(axis.words)],
      rows: groups.map(({ guard, cells }) => [
        cells[0] ? guardWords(cells[0]) : guard,
        ...loads.map((load) => words(cells.find((cell) => axis.of(cell) === load))),
      ]),
    },
  });
}

/** Who sells most and who least of those that do not oversell, at the heaviest load. */
function extremes(document: LabDocument, groups: readonly Group[], heaviest: string): string {
  const ends = groups.flatMap(({ guard, cells }) => (isSafe(document, guard) ? cells.slice(-1) : []));
  const most = best(ends, ({ soldPerSecond }) => -soldPerSecond);
  const least = best(ends, ({ soldPerSecond }) => soldPerSecond);
  if (!most || !least || most === least) return salesMeasure.finding;
  return `With ${heaviest}, ${guardWords(most)} sells ${figure(most.soldPerSecond)} a second and ${guardWords(least)} ${figure(least.soldPerSecond)}.`;
}

/** The loads with too little for all, folded away: the flash sale asks that question louder. */
function scarcity(cells: readonly Cell[]): Html | undefined {
  const scarce = cells.filter((cell) => !enough(cell));
  if (scarce.length === 0) return undefined;

  return markup`<details><summary>Where there was too little for all</summary>${tableOf(
    comparison('Too little for all', scarce, [
      'sold',
      'oversold',
      'refused',
      'without an answer',
      'p99 of a sale',
      'p99 of a refusal',
      'write units a refusal',
      'order inversions',
    ]),
  )}</details>`;
}
