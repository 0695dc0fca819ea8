import type { Cell } from '../../cell';
import type { LabDocument } from '../../document';
import type { Html } from '../../../lambda/http/markup';
import { figureOf, pair } from '../figure';
import { best, isSafe, modelled, onOnePartition, spoken } from '../reading';
import { figure, sentence, times } from '../words';
import { comparison } from './comparison';
import { guardBars } from './guard-bars';
import { sectionOf } from './section';

type NameOf = (cell: Cell) => string;

/** How much one product can sell with each guard, and for how much. */
export function saturation(document: LabDocument): Html | undefined {
  const cells = modelled(document, 'saturation');

  return sectionOf(document, {
    name: 'saturation',
    question: 'How many of one product can be sold in a second?',
    findings: 'run by run',
    about:
      'Stock for everybody, and more buyers than the guard can serve. What it sells then is its limit. All of it in containers. The counters of one product have one partition key: with “a partition each” they sell what they do only once DynamoDB has split that key, which nobody can order; until then they sell what they do on “one partition”.',
    content: cells.length > 0 && saturationFigure(document, cells),
  });
}

function saturationFigure(document: LabDocument, all: readonly Cell[]): Html {
  const cells = limitsOf(all);
  const warning = ({ guard }: Cell) => (isSafe(document, guard) ? '' : ' (oversells)');

  return figureOf({
    id: 'saturation-bars',
    finding: findingOf(document, cells, spoken(cells)),
    howToRead: 'On a log scale each line across is ten times the one before it.',
    picture: pair(
      guardBars(cells, {
        id: 'saturation-sales',
        unit: 'sold a second',
        value: ({ soldPerSecond }) => soldPerSecond,
        warning,
      }),
      guardBars(cells, {
        id: 'saturation-units',
        unit: 'write units a sale',
        value: ({ writeUnitsPerSale }) => writeUnitsPerSale,
        warning,
      }),
    ),
    table: comparison('One product at its limit', all, [
      'sold/s',
      'write units a sale',
      'p99 of a sale',
      'without an answer',
      '$ per million sales',
    ]),
  });
}

/** Where a guard was put before several loads, the one at which it sold most. */
function limitsOf(all: readonly Cell[]): readonly Cell[] {
  const alike = (a: Cell, b: Cell) =>
    a.guard === b.guard && a.variant === b.variant && a.counters === b.counters;
  return all
    .filter((cell) => all.every((other) => !alike(cell, other) || other.soldPerSecond <= cell.soldPerSecond))
    .sort((a, b) => b.soldPerSecond - a.soldPerSecond);
}

function findingOf(document: LabDocument, cells: readonly Cell[], nameOf: NameOf): string {
  const safe = cells.filter(({ guard, soldPerSecond }) => soldPerSecond > 0 && isSafe(document, guard));
  const most = best(safe, (cell) => -cell.soldPerSecond);
  const least = best(safe, (cell) => cell.soldPerSecond);
  if (!most || !least || most === least) return 'What each guard sells at its limit';

  const shared = onOnePartition(cells, most);
  const ratio = times(most.soldPerSecond / least.soldPerSecond);
  return `${sentence(nameOf(most))} sells ${figure(most.soldPerSecond)} a second of one product, ${ratio} what ${nameOf(least)} does.${shared ? ` While its counters share one partition it sells ${figure(shared.soldPerSecond)}.` : ''}`;
}
