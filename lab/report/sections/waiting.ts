import type { Cell, Percentiles } from '../../cell';
import type { LabDocument } from '../../document';
import { markup, type Html } from '../../../lambda/http/markup';
import { rangeChart, type Range } from '../charts/ranges';
import { figureOf, pair } from '../figure';
import { best, isSafe, modelled, namer, spoken } from '../reading';
import { count, figure, listed, milliseconds, percent } from '../words';
import { comparison } from './comparison';
import { guardBars } from './guard-bars';

/** How long buyers of the flash sale wait, and whether those who come first are served first. */
export function waiting(document: LabDocument): Html | undefined {
  const cells = modelled(document, 'flash').filter(({ guard }) => isSafe(document, guard));
  if (cells.length === 0) return undefined;

  return markup`<section id="waiting" aria-labelledby="waiting-question">
<h2 id="waiting-question">How long does a buyer of the flash sale wait, and is it fair?</h2>
<p>The same runs as above. A quick “sold out” is worth as much to a shop as a quick sale: the buyer goes on to another product.</p>
${waitFigure(cells)}${fairnessFigure(cells)}
</section>
`;
}

function waitFigure(cells: readonly Cell[]): Html {
  const [nameOf, inWords] = [namer(cells), spoken(cells)];
  const ranges = (read: (cell: Cell) => Percentiles) =>
    cells.map((cell): Range => {
      const { p50Ms: p50, p99Ms: p99, p999Ms: p999 } = read(cell);
      const label = p99 === null ? 'nobody' : milliseconds(p99);
      return { name: nameOf(cell), guard: cell.guard, p50, p99, p999, label };
    });
  const quickest = best(cells, ({ success }) => success.p99Ms ?? Infinity);
  const slowest = best(cells, ({ success }) => -(success.p99Ms ?? -Infinity));
  const finding =
    quickest && slowest && quickest !== slowest
      ? `99 % of the sales took at most ${milliseconds(quickest.success.p99Ms)} with ${inWords(quickest)}, ${milliseconds(slowest.success.p99Ms)} with ${inWords(slowest)}.`
      : 'How long buyers wait';

  return figureOf({
    id: 'waiting-ranges',
    finding,
    howToRead:
      'The marker is the median, the tall bar across the 99th percentile (its figure beside the name), the short one the 99.9th. Log scale; 0 ms stands on the left edge.',
    picture: pair(
      rangeChart({
        id: 'waiting-success',
        title: 'Time until a buyer has the units',
        description: `Median, 99th and 99.9th percentile for each of ${count(cells.length)} guards, milliseconds on a log scale.`,
        unit: 'ms until sold',
        ranges: ranges(({ success }) => success),
      }),
      rangeChart({
        id: 'waiting-refusal',
        title: 'Time until a buyer hears “sold out”',
        description: `Median, 99th and 99.9th percentile for each of ${count(cells.length)} guards, milliseconds on a log scale.`,
        unit: 'ms until “sold out”',
        ranges: ranges(({ refusal }) => refusal),
      }),
    ),
    table: {
      caption: 'Waiting in the flash sale',
      columns: ['guard', 'sold p50', 'sold p99', 'sold p99.9', 'refused p50', 'refused p99', 'refused p99.9'],
      rows: cells.map(({ success, refusal, ...cell }) => [
        nameOf({ ...cell, success, refusal }),
        ...[success, refusal].flatMap(({ p50Ms, p99Ms, p999Ms }) => [p50Ms, p99Ms, p999Ms].map(milliseconds)),
      ]),
    },
  });
}

function fairnessFigure(cells: readonly Cell[]): Html {
  const share = ({ orderInversions, sold }: Cell) => (sold === 0 ? 0 : orderInversions / sold);
  const fair = [...new Set(cells.filter((cell) => cell.orderInversions === 0).map(({ guard }) => guard))];
  const worst = best(cells, (cell) => -share(cell));
  const finding =
    worst && worst.orderInversions > 0
      ? `With ${spoken(cells)(worst)} ${percent(share(worst))} of the units went to buyers who had come too late for one${fair.length > 0 ? `; with ${listed(fair)} none did` : ''}.`
      : 'First come, first served, with every guard.';

  return figureOf({
    id: 'waiting-fairness',
    finding,
    picture: pair(
      guardBars(cells, {
        id: 'waiting-inversions',
        unit: '% of the units went to a later buyer',
        value: (cell) => share(cell) * 100,
        write: (value) => `${figure(value)} %`,
        kind: 'linear',
      }),
      markup`<p class="how">An order inversion: somebody came early enough for a unit and went away without, and it went to somebody who had come later. Whoever has to try again races again, against those who came later.</p>`,
    ),
    table: comparison('Fairness in the flash sale', cells, ['sold', 'order inversions']),
  });
}
