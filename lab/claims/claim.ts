import type { Cell, Plan } from '../cell';
import type { Claim, Experiment, ExperimentName } from '../document';
import { figure } from '../experiments/recipe';
import { tidy } from '../measure/percentiles';

/** How far a figure may be from the expected one to be the same. */
const WITHIN = 0.1;

/** Finds a cell among what was run; undefined where it was not. */
export type FindCell = (name: ExperimentName, matches: (cell: Cell) => boolean) => Cell | undefined;

export function cellsIn(experiments: readonly Experiment[]): FindCell {
  return (name, matches) =>
    experiments
      .find((experiment) => experiment.name === name)
      ?.cells.find(
        (cell): cell is Cell => !('notRun' in cell) && cell.backend === 'simulator' && matches(cell),
      );
}

export function is(guard: Plan['guard'], atOnce?: number): (cell: Cell) => boolean {
  return (cell) => cell.guard === guard && cell.load.atOnce === atOnce;
}

export interface Figure extends Pick<Claim, 'claim' | 'by' | 'source'> {
  readonly expected: number;
  readonly measured: number | null | undefined;
  readonly why: string;
}

/** An expected figure beside the lab's; nothing where the lab has not run it. */
export function figureClaim({ expected, measured, ...words }: Figure): Claim[] {
  if (measured === undefined || measured === null) return [];

  const difference = tidy(expected === 0 ? measured : measured / expected - 1);
  const agrees = Math.abs(difference) <= WITHIN;
  return [{ ...words, expected: figure(expected), measured: figure(measured), difference, agrees }];
}

export interface Rank extends Pick<Claim, 'claim' | 'by' | 'source' | 'expected'> {
  /** The figures that are ranked; nothing is claimed where one was not run. */
  readonly figures: Readonly<Record<string, number | undefined>>;
  readonly agrees: (figures: Readonly<Record<string, number>>) => boolean;
  readonly why: string;
}

export function rankClaim({ figures, agrees, ...words }: Rank): Claim[] {
  const known = Object.entries(figures).filter((entry): entry is [string, number] => entry[1] !== undefined);
  if (known.length < Object.keys(figures).length) return [];

  const measured = known.map(([name, value]) => `${name} ${figure(value)}`).join(', ');
  return [{ ...words, measured, difference: null, agrees: agrees(Object.fromEntries(known)) }];
}
