import type { Cell } from '../../cell';
import type { LabDocument } from '../../document';
import type { Html } from '../../../lambda/http/markup';
import { figureOf, pair } from '../figure';
import { best, failed, guardWords, modelled } from '../reading';
import { count, figure, milliseconds, plural } from '../words';
import { comparison } from './comparison';
import { guardBars } from './guard-bars';
import { sectionOf } from './section';

/** Nothing is left, and they keep coming. */
export function storm(document: LabDocument): Html | undefined {
  const cells = modelled(document, 'storm');
  const first = cells[0];
  // the others are there for the ranks
  const main = cells.filter(({ variant }) => variant === first?.variant);

  return sectionOf(document, {
    name: 'storm',
    question: 'What does it cost to say “sold out”?',
    about: first
      ? `Nothing is left, and ${count(first.load.buyers)} buyers still come, ${figure(first.load.perSecond)} a second.`
      : 'Nothing is left, and buyers still come.',
    findings: 'run by run',
    content: cells.length > 0 && stormFigure(main, cells),
  });
}

function stormFigure(cells: readonly Cell[], all: readonly Cell[]): Html {
  return figureOf({
    id: 'storm-bars',
    finding: findingOf(cells),
    howToRead:
      'A failed condition is charged like a write that succeeds; a refusal from memory costs nothing.',
    picture: pair(
      guardBars(cells, {
        id: 'storm-units',
        unit: 'write units a refusal',
        value: ({ writeUnitsPerRefusal }) => writeUnitsPerRefusal,
      }),
      guardBars(cells, {
        id: 'storm-wait',
        unit: 'ms until “sold out”, 99th percentile',
        value: ({ refusal }) => refusal.p99Ms,
        write: milliseconds,
      }),
    ),
    table: comparison('After the last unit', all, [
      'refused',
      'refused/s',
      'without an answer',
      'write units a refusal',
      'p99 of a refusal',
    ]),
  });
}

function findingOf(cells: readonly Cell[]): string {
  const dearest = best(cells, (cell) => -(cell.writeUnitsPerRefusal ?? 0));
  const kin = dearest && cells.find(({ guard, soldOutMemory }) => guard === dearest.guard && soldOutMemory);
  if (!dearest?.writeUnitsPerRefusal || !kin || kin === dearest) return 'What a refusal costs';

  const lost = failed(dearest) > 0 ? ` and left ${plural(failed(dearest), 'buyer')} without an answer` : '';
  return `A bare “sold out” cost ${figure(dearest.writeUnitsPerRefusal)} write units with ${guardWords(dearest)}${lost}; from memory it cost ${figure(kin.writeUnitsPerRefusal)}${failed(kin) === 0 && lost ? ' and answered everybody' : ''}.`;
}
