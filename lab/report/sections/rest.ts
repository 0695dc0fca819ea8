import type { Cell } from '../../cell';
import type { LabDocument } from '../../document';
import type { Html } from '../../../lambda/http/markup';
import { figureOf, pair } from '../figure';
import { best, isSafe, modelled } from '../reading';
import { dollars, milliseconds } from '../words';
import { comparison } from './comparison';
import { guardBars } from './guard-bars';
import { sectionOf } from './section';

/** One order a second: what a guard costs when nobody fights. */
export function rest(document: LabDocument): Html | undefined {
  const cells = modelled(document, 'rest')
    .filter(({ guard }) => isSafe(document, guard))
    .sort((a, b) => (a.dollarsPerMillionSales ?? 0) - (b.dollarsPerMillionSales ?? 0));
  const cheapest = best(cells, ({ dollarsPerMillionSales }) => dollarsPerMillionSales ?? Infinity);
  const finding = cheapest ? restFinding(cells, cheapest) : 'What a sale costs at rest';

  return sectionOf(document, {
    name: 'rest',
    question: 'What does a guard cost when nobody fights?',
    about: 'One order a second, which is most products on most days.',
    findings: 'run by run',
    content:
      cells.length > 0 &&
      figureOf({
        id: 'rest-bars',
        finding,
        howToRead:
          'Dollars count the store’s units and the time of the program that runs the guard; containers and caches are paid for while they wait, too.',
        picture: pair(
          guardBars(cells, {
            id: 'rest-dollars',
            unit: '$ per million sales',
            value: ({ dollarsPerMillionSales }) => dollarsPerMillionSales,
            write: dollars,
          }),
          guardBars(cells, {
            id: 'rest-wait',
            unit: 'ms, 99th percentile of a sale',
            value: ({ success }) => success.p99Ms,
            write: milliseconds,
          }),
        ),
        table: comparison('One order a second', cells, [
          'write units a sale',
          'read units a sale',
          'p50 of a sale',
          'p99 of a sale',
          '$ per million sales',
        ]),
      }),
  });
}

function restFinding(cells: readonly Cell[], cheapest: Cell): string {
  const { guard, runtime, success, dollarsPerMillionSales } = cheapest;
  const elsewhere = cells.find((cell) => cell.guard === guard && cell.runtime !== runtime);
  const price = `At rest the cheapest is ${guard} on ${runtime}: ${dollars(dollarsPerMillionSales)} a million sales, 99 % of them within ${milliseconds(success.p99Ms)}`;
  return elsewhere
    ? `${price}. On ${elsewhere.runtime} the same costs ${dollars(elsewhere.dollarsPerMillionSales)}.`
    : `${price}.`;
}
