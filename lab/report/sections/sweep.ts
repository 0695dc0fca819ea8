import type { Cell } from '../../cell';
import type { LabDocument } from '../../document';
import { markup, type Html } from '../../../lambda/http/markup';
import { soldPerSecond } from '../answers';
import { lineChart, type Line } from '../charts/lines';
import { figureOf } from '../figure';
import { isSafe, modelled, namer } from '../reading';
import { count, figure, listed, milliseconds, NOTHING } from '../words';
import { sectionOf } from './section';

/** Every guard before every crowd. */
export function sweep(document: LabDocument): Html | undefined {
  const cells = modelled(document, 'sweep').filter(
    ({ load, refused }) => load.atOnce !== undefined && refused === 0,
  );
  const groups = groupsOf(cells);

  return sectionOf(document, {
    name: 'sweep',
    question: 'What does every guard sell as the crowd grows?',
    about:
      'All guards, all crowds, stock for everybody: what a second of each is worth, and how long a buyer waits.',
    content: groups.length > 0 && markup`${salesFigure(document, groups)}${waitFigure(groups)}`,
  });
}

interface Group {
  readonly name: string;
  readonly guard: string;
  readonly cells: readonly Cell[];
}

/** One line a guard, from the smallest crowd on; the largest stock of each crowd. */
function groupsOf(cells: readonly Cell[]): readonly Group[] {
  const nameOf = namer(cells);
  const names = [...new Set(cells.map(nameOf))];

  return names.map((name) => {
    const own = cells.filter((cell) => nameOf(cell) === name);
    const crowds = new Map(own.map((cell) => [cell.load.atOnce ?? 0, cell]));
    const sorted = [...crowds.entries()].sort(([a], [b]) => a - b).map(([, cell]) => cell);
    return { name, guard: own[0]?.guard ?? name, cells: sorted };
  });
}

function salesFigure(document: LabDocument, groups: readonly Group[]): Html {
  const safe = groups.filter(({ guard }) => isSafe(document, guard));
  const gain = ({ cells }: Group) => {
    const [first, last] = [cells[0], cells[cells.length - 1]];
    return first && last && soldPerSecond(first) > 0 ? soldPerSecond(last) / soldPerSecond(first) : 1;
  };
  const growing = safe.filter((group) => gain(group) >= 3).map(({ name }) => name);
  const flat = safe.filter((group) => gain(group) < 3).map(({ name }) => name);
  const finding =
    growing.length > 0 && flat.length > 0
      ? `A larger crowd buys more with ${listed(growing)}; with ${listed(flat)} it only waits.`
      : 'What each guard sells as the crowd grows';

  return figureOf({
    id: 'sweep-sales',
    finding,
    picture: lineChart({
      id: 'sweep-sales-chart',
      title: finding,
      description: `A line for each of ${count(groups.length)} guards: sales a second over the number of buyers at once, both on log scales.`,
      x: { label: 'buyers at once (log scale)', kind: 'log' },
      y: { label: 'sales a second (log scale)', kind: 'log' },
      lines: linesOf(groups, soldPerSecond),
      height: 380,
    }),
    table: tableOf(groups, 'Sales a second', (cell) => figure(soldPerSecond(cell))),
  });
}

function waitFigure(groups: readonly Group[]): Html {
  const wait = (cell: Cell) => cell.overSeeds?.p99Ms.mean ?? cell.success.p99Ms;
  const finding = 'How long the slowest buyer in a hundred waits for the units';

  return figureOf({
    id: 'sweep-wait',
    finding,
    picture: lineChart({
      id: 'sweep-wait-chart',
      title: finding,
      description: `A line for each of ${count(groups.length)} guards: the 99th percentile of the time until a buyer has the units, over the number of buyers at once, both on log scales.`,
      x: { label: 'buyers at once (log scale)', kind: 'log' },
      y: { label: 'ms, 99th percentile (log scale)', kind: 'log' },
      lines: linesOf(groups, wait),
      height: 380,
    }),
    table: tableOf(groups, '99th percentile of a sale', (cell) => milliseconds(wait(cell))),
  });
}

function linesOf(groups: readonly Group[], measure: (cell: Cell) => number | null): readonly Line[] {
  return groups.map(({ name, guard, cells }) => ({
    name,
    guard,
    points: cells.flatMap((cell) => {
      const y = measure(cell);
      return y === null ? [] : [{ x: cell.load.atOnce ?? 1, y }];
    }),
  }));
}

function tableOf(groups: readonly Group[], caption: string, write: (cell: Cell) => string) {
  const crowds = [...new Set(groups.flatMap(({ cells }) => cells.map(({ load }) => load.atOnce ?? 0)))];
  crowds.sort((a, b) => a - b);

  return {
    caption,
    columns: ['guard', ...crowds.map((crowd) => `${count(crowd)} at once`)],
    rows: groups.map(({ name, cells }) => [
      name,
      ...crowds.map((crowd) => {
        const cell = cells.find(({ load }) => load.atOnce === crowd);
        return cell ? write(cell) : NOTHING;
      }),
    ]),
  };
}
