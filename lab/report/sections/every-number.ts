import type { Cell, NotRun } from '../../cell';
import type { Experiment } from '../../document';
import { markup, type Html, type Piece } from '../../../lambda/http/markup';
import { tableOf } from '../table';
import { count, dollars, figure, milliseconds, NOTHING } from '../words';

/** A column of the table of all cells. */
type Column = readonly [title: string, read: (cell: Cell) => Piece];

const columns: readonly Column[] = [
  ['guard', (cell) => cell.guard],
  ['sold-out memory', (cell) => (cell.soldOutMemory ? 'yes' : 'no')],
  ['backend', (cell) => cell.backend],
  ['runtime', (cell) => cell.runtime],
  ['variant', (cell) => cell.variant ?? NOTHING],
  ['counters', (cell) => cell.counters ?? NOTHING],
  ['buyers', (cell) => count(cell.load.buyers)],
  ['units', (cell) => count(cell.load.units)],
  ['buyers a second', (cell) => figure(cell.load.perSecond)],
  ['at once', (cell) => (cell.load.atOnce === undefined ? NOTHING : count(cell.load.atOnce))],
  ['sold', (cell) => count(cell.sold)],
  ['oversold', (cell) => count(cell.oversold)],
  ['undersold', (cell) => count(cell.undersold)],
  ['lost updates', (cell) => count(cell.lostUpdates)],
  ['sold/s', (cell) => figure(cell.soldPerSecond)],
  ['refused', (cell) => count(cell.refused)],
  ['refused/s', (cell) => figure(cell.refusedPerSecond)],
  ['throttled', (cell) => count(cell.throttled)],
  ['gave up', (cell) => count(cell.gaveUp)],
  ['attempts', (cell) => count(cell.attempts)],
  ['success p50', (cell) => milliseconds(cell.success.p50Ms)],
  ['p99', (cell) => milliseconds(cell.success.p99Ms)],
  ['p99.9', (cell) => milliseconds(cell.success.p999Ms)],
  ['refusal p50', (cell) => milliseconds(cell.refusal.p50Ms)],
  ['p99', (cell) => milliseconds(cell.refusal.p99Ms)],
  ['p99.9', (cell) => milliseconds(cell.refusal.p999Ms)],
  ['write units per sale', (cell) => figure(cell.writeUnitsPerSale)],
  ['read units per sale', (cell) => figure(cell.readUnitsPerSale)],
  ['write units per refusal', (cell) => figure(cell.writeUnitsPerRefusal)],
  ['$ per million sales', (cell) => dollars(cell.dollarsPerMillionSales)],
  ['order inversions', (cell) => count(cell.orderInversions)],
  ['longest gap', (cell) => milliseconds(cell.longestGapMs)],
];

/** Every cell of every experiment, folded away: what the charts above are drawn from. */
export function everyNumber(experiments: readonly Experiment[]): Html {
  return markup`${experiments.map(
    ({ name, cells }) => markup`<details>
<summary>${name}: ${cells.length} cells</summary>
${tableOf({ caption: `Every cell of ${name}`, columns: columns.map(([title]) => title), rows: cells.map(rowOf) })}
</details>
`,
  )}`;
}

function rowOf(cell: Cell | NotRun): readonly Piece[] {
  if ('notRun' in cell)
    return [cell.guard, NOTHING, cell.backend, markup`<span class="not-run">not run: ${cell.notRun}</span>`];
  return columns.map(([, read]) => read(cell));
}
