import type { Cell } from '../../cell';
import type { Html } from '../../../lambda/http/markup';
import { barChart } from '../charts/bars';
import { namer } from '../reading';
import { count, figure, NOTHING, sentence } from '../words';

export interface Measure {
  readonly id: string;
  readonly unit: string;
  readonly value: (cell: Cell) => number | null;
  readonly write?: (value: number) => string;
  readonly kind?: 'log' | 'linear';
  /** Says more than the cell's name. */
  readonly nameOf?: (cell: Cell) => string;
}

/** A bar for each cell: one measure, guard by guard. */
export function guardBars(cells: readonly Cell[], measure: Measure): Html {
  const { id, unit, value, write = figure, kind = 'log', nameOf = namer(cells) } = measure;
  const label = (of: number | null) => (of === null ? NOTHING : write(of));

  return barChart({
    id,
    title: sentence(unit),
    description: `${count(cells.length)} bars${kind === 'log' ? ' on a log scale' : ''}. ${cells.map((cell) => `${nameOf(cell)}: ${label(value(cell))}`).join('; ')}.`,
    unit,
    kind,
    bars: cells.map((cell) => ({
      name: nameOf(cell),
      guard: cell.guard,
      value: value(cell),
      label: label(value(cell)),
    })),
  });
}
