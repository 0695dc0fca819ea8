import type { Cell } from '../../cell';
import type { Html } from '../../../lambda/http/markup';
import { barChart } from '../charts/bars';
import { labeller, namer } from '../reading';
import { count, figure, NOTHING, sentence } from '../words';

export interface Measure {
  readonly id: string;
  readonly unit: string;
  readonly value: (cell: Cell) => number | null;
  readonly write?: (value: number) => string;
  readonly kind?: 'log' | 'linear';
  /** A word of warning behind the name of some. */
  readonly warning?: (cell: Cell) => string;
}

/** A bar for each cell: one measure, guard by guard. */
export function guardBars(cells: readonly Cell[], measure: Measure): Html {
  const { id, unit, value, write = figure, kind = 'log', warning = () => '' } = measure;
  const label = (of: number | null) => (of === null ? NOTHING : write(of));
  const [labelOf, nameOf] = [labeller(cells), namer(cells)];

  return barChart({
    id,
    title: sentence(unit),
    description: `${count(cells.length)} bars${kind === 'log' ? ' on a log scale' : ''}. ${cells.map((cell) => `${nameOf(cell)}: ${label(value(cell))}`).join('; ')}.`,
    unit,
    kind,
    bars: cells.map((cell) => {
      const { name, note } = labelOf(cell);
      return {
        name: `${name}${warning(cell)}`,
        note,
        guard: cell.guard,
        value: value(cell),
        label: label(value(cell)),
      };
    }),
  });
}
