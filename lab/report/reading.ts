import type { Cell, NotRun } from '../cell';
import type { Experiment, ExperimentName, LabDocument } from '../document';
import { NOTHING } from './words';

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

/** Names that tell the cells from each other, with no more than that needs. */
export function namer(cells: readonly Cell[]): (cell: Cell) => string {
  const differ = (read: (cell: Cell) => unknown) => new Set(cells.map(read)).size > 1;
  const [runtimes, backends] = [differ(({ runtime }) => runtime), differ(({ backend }) => backend)];

  return ({ guard, soldOutMemory, variant, runtime, backend }) =>
    [
      guard,
      variant,
      runtimes && runtime,
      backends && backend === 'engine' && 'engine',
      soldOutMemory && 'with memory',
    ]
      .filter((word) => typeof word === 'string')
      .join(', ');
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

export function orNothing<T>(value: T | null | undefined, write: (value: T) => string): string {
  return value === null || value === undefined ? NOTHING : write(value);
}
