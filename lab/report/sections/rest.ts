import type { LabDocument } from '../../document';
import type { Html } from '../../../lambda/http/markup';
import { figureOf, pair } from '../figure';
import { best, isSafe, modelled, namer } from '../reading';
import { dollars, milliseconds } from '../words';
import { comparison } from './comparison';
import { guardBars } from './guard-bars';
import { sectionOf } from './section';

/** One order a second: what a guard costs when nobody fights. */
export function rest(document: LabDocument): Html | undefined {
  const cells = modelled(document, 'rest').filter(({ guard }) => isSafe(document, guard));
  const nameOf = namer(cells);
  const cheapest = best(cells, ({ dollarsPerMillionSales }) => dollarsPerMillionSales ?? Infinity);
  const finding = cheapest
    ? `At rest the cheapest is ${nameOf(cheapest)}: ${dollars(cheapest.dollarsPerMillionSales)} a million sales, p99 ${milliseconds(cheapest.success.p99Ms)}.`
    : 'What a sale costs at rest';

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
        howToRead: 'Dollars count the store’s units and the time of the program that runs the guard.',
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
