import type { Cell } from '../../cell';
import type { LabDocument } from '../../document';
import { markup, type Html } from '../../../lambda/http/markup';
import { figureOf, pair } from '../figure';
import { best, isSafe, modelled, namer } from '../reading';
import { tableOf } from '../table';
import { count, dollars, milliseconds } from '../words';
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

/** Something dies in the middle. */
export function recovery(document: LabDocument): Html | undefined {
  const cells = modelled(document, 'recovery');
  const wrong = cells.filter(({ oversold, undersold }) => oversold + undersold > 0);
  const longest = best(cells, ({ longestGapMs }) => -longestGapMs);
  const nameOf = namer(cells);
  const finding = longest
    ? `${wrong.length === 0 ? 'No accident sold a unit twice or stranded one' : `${count(wrong.length)} of ${count(cells.length)} accidents sold a unit twice or stranded one`}; the longest silence was ${milliseconds(longest.longestGapMs)} (${nameOf(longest)}).`
    : 'What accidents do';

  return sectionOf(document, {
    name: 'recovery',
    question: 'What if the holder of the lock, the writer or the cache dies?',
    about:
      'In the middle of a sale something crashes, pauses, is wiped, or counts wrongly. No unit may be sold twice and none may be lost; a pause is the price.',
    content:
      cells.length > 0 &&
      figureOf({
        id: 'recovery-bars',
        finding,
        picture: pair(
          guardBars(cells, {
            id: 'recovery-gap',
            unit: 'ms without a sale, at the longest',
            value: ({ longestGapMs }) => longestGapMs,
            write: milliseconds,
            kind: 'linear',
          }),
        ),
        table: comparison('Accidents', cells, [
          'sold',
          'oversold',
          'stranded',
          'without an answer',
          'longest gap',
          'p99 of a sale',
        ]),
      }),
  });
}

/** Does a queue answer sooner, and when should a unit be held? */
export function asynchronous(document: LabDocument): Html | undefined {
  return sectionOf(document, {
    name: 'async',
    question: 'Does reserving by a queue answer the customer sooner? When should the hold begin?',
    about:
      'The customer waits for “yours” or “sold out” either way. Synchronous: the call itself says so. Asynchronous: the call is put into a queue, and the page asks until it knows.',
    content: plain(document, 'async', 'Synchronous, asynchronous, held at the button', [
      'sold',
      'refused',
      'without an answer',
      'p50 of a sale',
      'p99 of a sale',
      'p99 of a refusal',
      'typed in vain',
      '$ per million sales',
    ]),
  });
}

/** What does a cache in front take off the database? */
export function cache(document: LabDocument): Html | undefined {
  return sectionOf(document, {
    name: 'cache',
    question: 'What does a cache in front take off the database?',
    about: markup`A cache may refuse early and never grant: the database stays the judge, so each sale is a write there, with or without a cache.`,
    content: plain(document, 'cache', 'With and without a cache', [
      'sold',
      'oversold',
      'without an answer',
      'sold/s',
      'write units a sale',
      'write units a refusal',
      'p99 of a sale',
      'p99 of a refusal',
      '$ per million sales',
    ]),
  });
}

function plain(
  document: LabDocument,
  name: 'async' | 'cache',
  caption: string,
  columns: Parameters<typeof comparison>[2],
): Html | undefined {
  const cells: readonly Cell[] = modelled(document, name);
  return cells.length === 0 ? undefined : tableOf(comparison(caption, cells, columns));
}
