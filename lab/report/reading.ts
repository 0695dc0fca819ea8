import type { Cell, Load, NotRun } from '../cell';
import type { Experiment, ExperimentName, LabDocument } from '../document';
import { count, figure } from './words';

/** How the report looks things up in a document. An experiment that was not run has no cells. */

export function experimentOf({ experiments }: LabDocument, name: ExperimentName): Experiment | undefined {
  return experiments.find((experiment) => experiment.name === name);
}

export function wasRun(cell: Cell | NotRun): cell is Cell {
  return !('notRun' in cell);
}

/** The cells that were run in the model: what the charts are drawn from. */
export function modelled(document: LabDocument, name: ExperimentName): readonly Cell[] {
  const cells = experimentOf(document, name)?.cells ?? [];
  return cells.filter(wasRun).filter(({ backend }) => backend === 'simulator');
}

export function notRun(document: LabDocument, name: ExperimentName): readonly NotRun[] {
  return (experimentOf(document, name)?.cells ?? []).filter((cell) => 'notRun' in cell);
}

/** Buyers who got no answer: neither units nor "sold out". */
export function failed({ throttled, gaveUp }: Cell): number {
  return throttled + gaveUp;
}

/** Whether a guard kept its promise in every cell of the document. */
export function isSafe({ experiments }: LabDocument, guard: string): boolean {
  const cells = experiments.flatMap(({ cells }) => cells.filter(wasRun));
  return cells.every((cell) => cell.guard !== guard || (cell.oversold === 0 && cell.conserved));
}

/** What a cell is called among others: the guard, and in what it differs from the guard's other cells. */
export interface Label {
  readonly name: string;
  readonly note: string;
}

/** Labels that tell the cells from each other, with no more than that needs. */
export function labeller(cells: readonly Cell[]): (cell: Cell) => Label {
  const name = ({ guard, soldOutMemory }: Cell) => (soldOutMemory ? `${guard}, with memory` : guard);
  const tells = (cell: Cell, notes: Notes) =>
    cells.every(
      (other) => other === cell || name(other) !== name(cell) || noteOf(other, notes) !== noteOf(cell, notes),
    );

  return (cell) => {
    const notes = noteworthy.find((some) => tells(cell, some)) ?? everything;
    return { name: name(cell), note: noteOf(cell, notes) };
  };
}

type Notes = (cell: Cell) => readonly (string | undefined)[];

const everything: Notes = ({ variant, runtime, backend, load }) => [
  variant,
  runtime,
  backend,
  rate(load),
  `for ${count(load.units)} units`,
];

/** What might tell two cells apart, the shortest first. */
const noteworthy: readonly Notes[] = [
  ({ variant }) => [variant],
  ({ variant, runtime }) => [variant, runtime],
  ({ variant, load }) => [variant, rate(load)],
  ({ variant, load }) => [variant, rate(load), `for ${count(load.units)} units`],
  ({ variant, runtime, load }) => [variant, runtime, rate(load)],
];

/** Where several counters are kept is said of each cell that has them: what they sell hangs on it. */
function noteOf(cell: Cell, notes: Notes): string {
  return [...notes(cell), countersNote(cell)].filter((note) => note !== undefined).join(', ');
}

/** A guard as a sentence calls it where its cells need not be told apart. */
export function guardWords({ guard, counters }: Pick<Cell, 'guard' | 'counters'>): string {
  const note = countersNote({ ...(counters && { counters }) });
  return note === undefined ? guard : `${guard} (${note})`;
}

/** The same run with its counters on one partition: what it sells until DynamoDB has split it. */
export function onOnePartition(cells: readonly Cell[], cell: Cell): Cell | undefined {
  if (cell.counters !== 'on their own partitions') return undefined;
  const { guard, soldOutMemory, variant, runtime } = cell;
  return cells.find(
    (other) =>
      other.counters === 'on one partition' &&
      other.guard === guard &&
      other.soldOutMemory === soldOutMemory &&
      other.variant === variant &&
      other.runtime === runtime,
  );
}

export function countersNote({ counters }: Pick<Cell, 'counters'>): string | undefined {
  return counters && partitions[counters];
}

/** Short, for it stands behind a name in every chart. */
const partitions: Readonly<Record<NonNullable<Cell['counters']>, string>> = {
  'on their own partitions': 'a partition each',
  'on one partition': 'one partition',
};

function rate({ atOnce, perSecond }: Load): string {
  return atOnce === undefined ? `${figure(perSecond)} a second` : `${count(atOnce)} at once`;
}

/** Labels on one line. */
export function namer(cells: readonly Cell[]): (cell: Cell) => string {
  const labelOf = labeller(cells);
  return (cell) => {
    const { name, note } = labelOf(cell);
    return note === '' ? name : `${name}, ${note}`;
  };
}

/** Labels as a sentence says them. */
export function spoken(cells: readonly Cell[]): (cell: Cell) => string {
  const labelOf = labeller(cells);
  return (cell) => {
    const name = cell.soldOutMemory ? `${cell.guard} with the sold-out memory` : cell.guard;
    const { note } = labelOf(cell);
    return note === '' ? name : `${name} (${note})`;
  };
}

/** The best of some by a measure, the first of equals; undefined of none. */
export function best<T>(all: readonly T[], measure: (one: T) => number): T | undefined {
  return all.reduce<T | undefined>(
    (least, one) => (least === undefined || measure(one) < measure(least) ? one : least),
    undefined,
  );
}

/** A cell of the same guard, alike in memory. */
export function like(
  cells: readonly Cell[],
  guard: string,
  wanted: Partial<Pick<Cell, 'soldOutMemory' | 'variant' | 'runtime'>> = {},
): Cell | undefined {
  return cells.find(
    (cell) =>
      cell.guard === guard &&
      Object.entries(wanted).every(([name, value]) => cell[name as keyof Cell] === value),
  );
}
