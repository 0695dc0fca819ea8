import type { Cell } from '../../cell';
import type { LabDocument } from '../../document';
import { markup, type Html } from '../../../lambda/http/markup';
import { figureOf, pair } from '../figure';
import { best, failed, modelled, spoken } from '../reading';
import { functionCells } from '../runtimes';
import { count, figure, plural } from '../words';
import { comparison } from './comparison';
import { guardBars } from './guard-bars';
import { sectionOf } from './section';

/** The flash sale where each copy of the program works on one order at a time. */
export function functions(document: LabDocument): Html | undefined {
  const cells = modelled(document, 'functions');
  const first = cells[0];

  return sectionOf(document, {
    name: 'functions',
    question: 'Does the same hold on functions?',
    about: first
      ? markup`${count(first.load.buyers)} buyers, ${figure(first.load.perSecond)} a second, for ${plural(first.load.units, 'unit')}, in a few containers and on functions (<code>lambda</code>). A function works on one order at a time: it has no other order to combine with, and what one remembers the next does not know.`
      : 'The flash sale in containers and on functions.',
    findings: 'run by run',
    content: cells.length > 0 && functionsFigure(document, cells),
  });
}

function functionsFigure(document: LabDocument, cells: readonly Cell[]): Html {
  return figureOf({
    id: 'functions-bars',
    finding: findingOf(functionCells(document)),
    picture: pair(
      guardBars(cells, {
        id: 'functions-sold',
        unit: 'units sold',
        value: ({ sold }) => sold,
        write: count,
        kind: 'linear',
      }),
      guardBars(cells, {
        id: 'functions-lost',
        unit: 'buyers without an answer',
        value: failed,
        write: count,
        kind: 'linear',
      }),
    ),
    table: comparison('In containers and on functions', cells, [
      'sold',
      'sold/s',
      'refused',
      'throttled',
      'gave up',
      'p99 of a sale',
      '$ per million sales',
    ]),
  });
}

function findingOf(cells: readonly Cell[]): string {
  const nameOf = spoken(cells);
  const least = best(cells, ({ sold }) => sold);
  const kindest = best(cells, failed);
  if (!least || !kindest || least === kindest) return 'What each guard makes of it';
  const lost =
    failed(kindest) === 0 ? 'answered everybody' : `left ${count(failed(kindest))} without an answer`;
  return `On functions ${nameOf(least)} sold ${count(least.sold)} of ${plural(least.load.units, 'unit')}; ${nameOf(kindest)} ${lost}.`;
}
