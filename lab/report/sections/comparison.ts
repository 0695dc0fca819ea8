import type { Cell, NotRun } from '../../cell';
import { markup, type Piece } from '../../../lambda/http/markup';
import { badge } from '../look';
import { failed, namer, wasRun } from '../reading';
import type { Table } from '../table';
import { count, dollars, figure, milliseconds } from '../words';

/** What a small table of cells may say, by the name of its column. */
const columns = {
  sold: (cell) => count(cell.sold),
  oversold: (cell) => count(cell.oversold),
  stranded: (cell) => count(cell.undersold),
  refused: (cell) => count(cell.refused),
  'without an answer': (cell) => count(failed(cell)),
  'refused/s': (cell) => figure(cell.refusedPerSecond),
  'sold/s': (cell) => figure(cell.soldPerSecond),
  'p50 of a sale': (cell) => milliseconds(cell.success.p50Ms),
  'p99 of a sale': (cell) => milliseconds(cell.success.p99Ms),
  'p99 of a refusal': (cell) => milliseconds(cell.refusal.p99Ms),
  'calls to the store': (cell) => count(cell.attempts),
  throttled: (cell) => count(cell.throttled),
  'gave up': (cell) => count(cell.gaveUp),
  'order inversions': (cell) => count(cell.orderInversions),
  'longest gap': (cell) => milliseconds(cell.longestGapMs),
  'write units a sale': (cell) => figure(cell.writeUnitsPerSale),
  'read units a sale': (cell) => figure(cell.readUnitsPerSale),
  'write units a refusal': (cell) => figure(cell.writeUnitsPerRefusal),
  '$ per million sales': (cell) => dollars(cell.dollarsPerMillionSales),
  'typed in vain': (cell) => (cell.typedInVain === undefined ? '–' : count(cell.typedInVain)),
} as const satisfies Readonly<Record<string, (cell: Cell) => string>>;

export type Column = keyof typeof columns;

/** Cells side by side; one that was not run says why. */
export function comparison(
  caption: string,
  cells: readonly (Cell | NotRun)[],
  wanted: readonly Column[],
): Table {
  const nameOf = namer(cells.filter(wasRun));
  const row = (cell: Cell | NotRun): readonly Piece[] =>
    wasRun(cell)
      ? [markup`${badge(cell.guard)} ${nameOf(cell)}`, ...wanted.map((column) => columns[column](cell))]
      : [markup`${badge(cell.guard)} ${cell.guard} (${cell.backend})`, `not run: ${cell.notRun}`];
  return { caption, columns: ['guard', ...wanted], rows: cells.map(row) };
}
