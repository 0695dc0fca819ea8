import type { Cell } from '../../cell';
import type { LabDocument } from '../../document';
import { markup, type Html } from '../../../lambda/http/markup';
import { flashWinner, limitOf } from '../answers';
import { badge } from '../look';
import { best, failed, isSafe, like, modelled, onOnePartition, spoken } from '../reading';
import { functionCells, runtimeCaveat } from '../runtimes';
import { count, dollars, figure, milliseconds, writeUnits } from '../words';

interface Advice {
  readonly situation: string;
  readonly guard: string;
  /** What stands in the table, where it is more than the guard's name. */
  readonly use?: string;
  /** The figures that say so. */
  readonly because: string;
  /** Where they stand on this page. */
  readonly see: string;
}

/** The decision table. Where figures choose, the document's figures choose; where a need chooses, they say its price. */
export function whichGuard(document: LabDocument): Html | undefined {
  const rows = [everyday, hot, crowded, crowdedOnFunctions, oneWrite, byHand, never]
    .map((advise) => advise(document))
    .filter((advice) => advice !== undefined);
  if (rows.length === 0) return undefined;

  return markup`<section id="which" aria-labelledby="which-question">
<h2 id="which-question">Which guard should I use?</h2>
<table class="advice" role="table">
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">If your shop…</th><th scope="col" role="columnheader">use</th><th scope="col" role="columnheader">because</th></tr></thead>
<tbody role="rowgroup">${rows.map(rowOf)}</tbody>
</table>
</section>
`;
}

/** The roles say again what the elements are: on a phone the rows are blocks, which takes it from them. */
function rowOf({ situation, guard, use = guard, because, see }: Advice): Html {
  return markup`<tr role="row"><th scope="row" role="rowheader">${situation}</th><td role="cell">${badge(guard)} <strong>${use}</strong></td><td role="cell">${because} See <a href="#${see}">${see}</a>.</td></tr>
`;
}

/** At rest: the quickest of those that take the fewest write units. */
function everyday(document: LabDocument): Advice | undefined {
  const cells = modelled(document, 'rest').filter(({ guard }) => isSafe(document, guard));
  const fewest = best(cells, units);
  const chosen =
    fewest &&
    best(
      cells.filter((cell) => units(cell) <= units(fewest) * 1.02),
      slowest,
    );
  const dearest = best(
    cells.filter(({ runtime }) => runtime === chosen?.runtime),
    (cell) => -units(cell),
  );
  if (!chosen || !dearest) return undefined;

  return {
    situation: 'sells most products now and then',
    guard: chosen.guard,
    because: `At rest a sale takes ${writeUnits(chosen.writeUnitsPerSale)} and at most ${milliseconds(chosen.success.p99Ms)} in 99 of 100 cases; with ${dearest.guard} ${figure(dearest.writeUnitsPerSale)} and ${milliseconds(dearest.success.p99Ms)}.`,
    see: 'rest',
  };
}

function units({ writeUnitsPerSale }: Cell): number {
  return writeUnitsPerSale ?? Infinity;
}

function slowest({ success }: Cell): number {
  return success.p99Ms ?? Infinity;
}

/** At its limit: whoever sells most. */
function hot(document: LabDocument): Advice | undefined {
  const cells = modelled(document, 'saturation').filter(({ guard }) => isSafe(document, guard));
  const conditional = limitOf(cells, 'conditional');
  const most = best(cells, (cell) => -cell.soldPerSecond);
  if (!conditional || !most || most.soldPerSecond <= conditional.soldPerSecond) return undefined;

  return {
    situation: `sells more than ${figure(conditional.soldPerSecond)} a second of one product`,
    guard: most.guard,
    use: spoken(cells)(most),
    because: `It sells ${figure(most.soldPerSecond)} a second for ${writeUnits(most.writeUnitsPerSale)} each; a conditional write ends at ${figure(conditional.soldPerSecond)}.${whileShared(cells, most)} Run in containers.`,
    see: 'saturation',
  };
}

/** In a flash sale: whoever leaves the fewest without an answer. */
function crowded(document: LabDocument): Advice | undefined {
  const cells = modelled(document, 'flash').filter(({ guard }) => isSafe(document, guard));
  const chosen = flashWinner(cells);
  const bare = chosen && like(cells, chosen.guard, { soldOutMemory: false });
  if (!chosen) return undefined;

  const without =
    bare && bare !== chosen
      ? ` Without the memory: ${count(failed(bare))} without an answer, at ${dollars(bare.dollarsPerMillionSales)}.`
      : '';
  return {
    situation: 'expects far more buyers than units, and runs in containers',
    guard: chosen.guard,
    use: spoken(cells)(chosen),
    because: `${failed(chosen) === 0 ? 'Nobody' : count(failed(chosen))} of ${count(chosen.load.buyers)} buyers was left without an answer, 99 % of the sales took at most ${milliseconds(chosen.success.p99Ms)}, at ${dollars(chosen.dollarsPerMillionSales)} a million sales.${without} ${runtimeCaveat(document, chosen)}`,
    see: 'flash',
  };
}

/** Functions share neither a batch nor a memory: another guard may be ahead there. */
function crowdedOnFunctions(document: LabDocument): Advice | undefined {
  const cells = functionCells(document).filter(({ guard }) => isSafe(document, guard));
  const chosen = flashWinner(cells);
  if (!chosen) return undefined;

  const { load, sold, success } = chosen;
  return {
    situation: 'expects far more buyers than units, and runs on functions',
    guard: chosen.guard,
    use: spoken(cells)(chosen),
    because: `It sold ${count(sold)} of ${count(load.units)} units, 99 % of them within ${milliseconds(success.p99Ms)}, and left ${count(failed(chosen))} of ${count(load.buyers)} buyers without an answer, the fewest of all.${whileShared(cells, chosen)}`,
    see: 'functions',
  };
}

/** What it is while its counters share a partition: nobody can order a split. */
function whileShared(cells: readonly Cell[], cell: Cell): string {
  const shared = onOnePartition(cells, cell);
  if (!shared) return '';
  const lost = failed(shared) > 0 ? ` and leaves ${count(failed(shared))} buyers without an answer` : '';
  return ` While its counters share one partition it sells ${figure(shared.soldPerSecond)} a second${lost}.`;
}

function oneWrite(document: LabDocument): Advice | undefined {
  const limit = limitOf(modelled(document, 'saturation'), 'transaction');
  if (!limit) return undefined;

  return {
    situation: 'wants stock and order changed together or not at all, with nothing to repair after a crash',
    guard: 'transaction',
    because: `It is the platform’s own promise. Its price: ${writeUnits(limit.writeUnitsPerSale)} a sale at its limit, which is ${figure(limit.soldPerSecond)} sales a second of one product.`,
    see: 'saturation',
  };
}

function byHand(document: LabDocument): Advice | undefined {
  const cells = modelled(document, 'umbrella').filter(
    ({ guard, load }) => guard === 'optimistic' && load.atOnce !== undefined,
  );
  const calm = best(cells, ({ load }) => load.atOnce ?? 0);
  const crowd = best(cells, ({ load }) => -(load.atOnce ?? 0));
  if (!calm || !crowd || calm === crowd) return undefined;

  return {
    situation: 'lets people edit what they have read (a price, a description)',
    guard: 'optimistic',
    because: `No single condition says what an editor meant, so the version must. With ${count(calm.load.atOnce ?? 0)} at a time it takes ${writeUnits(calm.writeUnitsPerSale)} a change; with ${count(crowd.load.atOnce ?? 0)}, ${figure(crowd.writeUnitsPerSale)}: keep it off the stock.`,
    see: 'umbrella',
  };
}

function never(document: LabDocument): Advice | undefined {
  const cells = document.experiments.flatMap(({ name }) => modelled(document, name));
  const worst = best(
    cells.filter(({ guard, oversold }) => guard === 'none' && oversold > 0),
    (cell) => -cell.oversold,
  );
  if (!worst) return undefined;

  return {
    situation: 'reads the stock and then writes it, and has had luck so far',
    guard: 'none',
    use: 'anything but none',
    because: `It sold ${count(worst.oversold)} units that were not there, to ${count(worst.load.buyers)} buyers of ${count(worst.load.units)}.`,
    see: 'oversold',
  };
}
