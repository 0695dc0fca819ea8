import type { Cell } from '../../cell';
import type { LabDocument } from '../../document';
import { markup, type Html } from '../../../lambda/http/markup';
import { figureOf, pair } from '../figure';
import { best, modelled, namer } from '../reading';
import { tableOf } from '../table';
import { count, figure, milliseconds, plural, sentence, times } from '../words';
import { comparison } from './comparison';
import { guardBars } from './guard-bars';
import { sectionOf } from './section';

/** Does a queue answer sooner, and when should a unit be held? */
export function asynchronous(document: LabDocument): Html | undefined {
  const cells = modelled(document, 'async');
  const doors = cells.filter(({ typedInVain }) => typedInVain === undefined);
  const holds = cells.filter(({ typedInVain }) => typedInVain !== undefined);

  return sectionOf(document, {
    name: 'async',
    question: 'Does reserving behind a queue answer the customer sooner? And when should the hold begin?',
    about:
      'The customer waits for “yours” or “sold out” either way. Synchronous: the call itself says so. Asynchronous: the call is put into a queue, and the page asks until it knows.',
    findings: 'run by run',
    content: markup`${doors.length > 0 && doorsFigure(doors)}${holds.length > 0 && holdsTable(holds)}`,
  });
}

function doorsFigure(cells: readonly Cell[]): Html {
  const finding = doorsFinding(cells);

  return figureOf({
    id: 'async-bars',
    finding,
    picture: pair(
      guardBars(cells, {
        id: 'async-median',
        unit: 'ms until the buyer knows, median',
        value: ({ success }) => success.p50Ms,
        write: milliseconds,
      }),
      guardBars(cells, {
        id: 'async-slowest',
        unit: 'ms until the buyer knows, 99th percentile',
        value: ({ success }) => success.p99Ms,
        write: milliseconds,
      }),
    ),
    table: comparison('In the call, and behind a queue', cells, [
      'sold',
      'without an answer',
      'p50 of a sale',
      'p99 of a sale',
      '$ per million sales',
    ]),
  });
}

/** The call against the quickest queue, load by load. */
function doorsFinding(cells: readonly Cell[]): string {
  const loads = [...new Set(cells.map(({ load }) => load.perSecond))];
  const parts = loads.flatMap((perSecond) => {
    const there = cells.filter(({ load }) => load.perSecond === perSecond);
    const [call, queue] = [false, true].map((queued) =>
      best(
        there.filter(({ runtime }) => (runtime === 'queue') === queued),
        median,
      ),
    );
    if (!call || !queue) return [];
    return [
      `at ${figure(perSecond)} buyers a second the call answers in ${milliseconds(call.success.p50Ms)}, the quickest queue in ${milliseconds(queue.success.p50Ms)}`,
    ];
  });
  return parts.length > 0 ? `${sentence(parts.join('; '))} (medians).` : 'How soon the customer knows';
}

function median({ success }: Cell): number {
  return success.p50Ms ?? Infinity;
}

function holdsTable(cells: readonly Cell[]): Html {
  const [most, fewest] = [best(cells, (cell) => -vain(cell)), best(cells, vain)];
  const nameOf = namer(cells);
  const finding =
    most && fewest && vain(most) > vain(fewest)
      ? `${sentence(most.variant ?? nameOf(most))}: ${count(vain(most))} buyers type their card’s number in vain. ${sentence(fewest.variant ?? nameOf(fewest))}: ${vain(fewest) === 0 ? 'nobody does' : `${count(vain(fewest))} do`}, but ${plural(fewest.undersold, 'unit')} of ${count(fewest.load.units)} stay unsold.`
      : 'When the hold begins';

  return markup`<h3>${finding}</h3>
${tableOf(
  comparison('When the hold begins', cells, [
    'sold',
    'refused',
    'typed in vain',
    'stranded',
    'p99 of a refusal',
  ]),
)}`;
}

function vain({ typedInVain = 0 }: Cell): number {
  return typedInVain;
}

/** What does a cache in front take off the database? */
export function cache(document: LabDocument): Html | undefined {
  const cells = modelled(document, 'cache');

  return sectionOf(document, {
    name: 'cache',
    question: 'What does a cache in front take off the database?',
    about:
      'A cache may refuse early and never grant: the database stays the judge, so each sale is a write there, with or without a cache. What it can take off are refusals.',
    findings: 'run by run',
    content: cells.length > 0 && cacheFigure(cells),
  });
}

function cacheFigure(cells: readonly Cell[]): Html {
  const [bare, cached] = ['conditional', 'cached'].map((guard) =>
    cells.find((cell) => cell.guard === guard && !cell.soldOutMemory),
  );
  const finding =
    bare && cached && cached.attempts > 0
      ? `The database answers ${figure(bare.attempts)} calls without a cache and ${figure(cached.attempts)} behind one: ${times(bare.attempts / cached.attempts)} as many.`
      : 'What reaches the database';

  return figureOf({
    id: 'cache-bars',
    finding,
    picture: pair(
      guardBars(cells, {
        id: 'cache-calls',
        unit: 'calls to the database',
        value: ({ attempts }) => attempts,
        write: count,
      }),
      guardBars(cells, {
        id: 'cache-units',
        unit: 'write units a refusal',
        value: ({ writeUnitsPerRefusal }) => writeUnitsPerRefusal,
      }),
    ),
    table: comparison('With and without a cache', cells, [
      'sold',
      'without an answer',
      'calls to the store',
      'write units a sale',
      'write units a refusal',
      'p99 of a sale',
      'p99 of a refusal',
      '$ per million sales',
    ]),
  });
}
