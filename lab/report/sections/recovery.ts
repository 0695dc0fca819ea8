import type { LabDocument } from '../../document';
import type { Html } from '../../../lambda/http/markup';
import { figureOf, pair } from '../figure';
import { best, modelled, spoken } from '../reading';
import { count, milliseconds } from '../words';
import { comparison } from './comparison';
import { guardBars } from './guard-bars';
import { sectionOf } from './section';

/** Something dies in the middle. */
export function recovery(document: LabDocument): Html | undefined {
  const cells = modelled(document, 'recovery');
  const wrong = cells.filter(({ oversold, undersold }) => oversold + undersold > 0);
  const longest = best(cells, ({ longestGapMs }) => -longestGapMs);
  const nameOf = spoken(cells);
  const finding = longest
    ? `${wrong.length === 0 ? 'No accident sold a unit twice or stranded one' : `${count(wrong.length)} of ${count(cells.length)} accidents sold a unit twice or stranded one`}; the longest silence was ${milliseconds(longest.longestGapMs)}, with ${nameOf(longest)}.`
    : 'What accidents do';

  return sectionOf(document, {
    name: 'recovery',
    question: 'What if the holder of the lock, the writer or the cache dies?',
    about:
      'In the middle of a sale something crashes, pauses, is wiped, or counts wrongly. No unit may be sold twice and none may be lost; a pause is the price.',
    findings: 'run by run',
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
          guardBars(cells, {
            id: 'recovery-wait',
            unit: 'ms until sold, 99th percentile',
            value: ({ success }) => success.p99Ms,
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
