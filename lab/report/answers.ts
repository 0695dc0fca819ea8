import type { Cell } from '../cell';
import type { Crossing, LabDocument, NoCrossing } from '../document';
import { best, experimentOf, failed, isSafe, like, modelled } from './reading';
import { count, figure, milliseconds, plural, times } from './words';

/** What the lab answers, in sentences made of the document's figures: other figures, other sentences. */
export function answers(document: LabDocument): readonly string[] {
  return [locks(document), turnstile(document), crowd(document)].filter((answer) => answer !== undefined);
}

/** Two guards under the same crowd. */
export interface Duel {
  readonly atOnce: number;
  readonly optimistic: Cell;
  readonly pessimistic: Cell;
}

/** The crowds that both locks were put before, from the smallest on. */
export function duels(cells: readonly Cell[]): readonly Duel[] {
  return cells
    .flatMap((optimistic) => {
      const { guard, load } = optimistic;
      if (guard !== 'optimistic' || load.atOnce === undefined || optimistic.refused > 0) return [];
      const pessimistic = cells.find(
        (cell) => cell.guard === 'pessimistic' && cell.load.atOnce === load.atOnce && cell.refused === 0,
      );
      return pessimistic ? [{ atOnce: load.atOnce, optimistic, pessimistic }] : [];
    })
    .sort((a, b) => a.atOnce - b.atOnce);
}

export function soldPerSecond({ overSeeds, soldPerSecond }: Cell): number {
  return overSeeds?.soldPerSecond.mean ?? soldPerSecond;
}

/** The crossing of what is sold a second, where the experiment looked for one. */
export function crossingOfSales(
  crossings: readonly (Crossing | NoCrossing)[] = [],
): Crossing | NoCrossing | undefined {
  return crossings.find(({ metric }) => metric.startsWith('sold'));
}

/** Who sells more of the two locks, and whether that changes with the crowd. */
export function locks(document: LabDocument): string | undefined {
  const all = duels(modelled(document, 'umbrella'));
  const [first, last] = [all[0], all[all.length - 1]];
  if (!first || !last || first === last) return undefined;

  const crossing = crossingOfSales(experimentOf(document, 'umbrella')?.crossings);
  if (crossing && 'at' in crossing) return crossingSentence(crossing);

  const leads = all.filter(
    ({ optimistic, pessimistic }) => soldPerSecond(optimistic) >= soldPerSecond(pessimistic),
  );
  if (leads.length !== 0 && leads.length !== all.length)
    return `Of the two classic locks, optimistic sold more before ${leads.length} of ${plural(all.length, 'crowd')}, pessimistic before the rest.`;

  const [ahead, behind] =
    leads.length > 0 ? (['optimistic', 'pessimistic'] as const) : (['pessimistic', 'optimistic'] as const);
  const rates = (duel: Duel) =>
    `${figure(soldPerSecond(duel[ahead]))} sales a second against ${figure(soldPerSecond(duel[behind]))}`;
  return `Of the two classic locks, ${ahead} sold more than ${behind} before every crowd, from ${plural(first.atOnce, 'buyer')} at once (${rates(first)}) to ${count(last.atOnce)} (${rates(last)}): they never change places.`;
}

function crossingSentence({ at, low, high, seeds, ahead }: Crossing): string {
  const other = ahead === 'optimistic' ? 'pessimistic' : 'optimistic';
  return `Of the two classic locks, ${other} sells more up to ${figure(at)} buyers at once (${figure(low)} to ${figure(high)} with 95 % confidence over ${plural(seeds, 'seed')}), and ${ahead} beyond.`;
}

/** What a conditional write makes of the same product. */
function turnstile(document: LabDocument): string | undefined {
  const cells = modelled(document, 'saturation');
  const conditional = like(cells, 'conditional');
  const lock = best(
    cells.filter(({ guard }) => guard === 'optimistic' || guard === 'pessimistic'),
    (cell) => -cell.soldPerSecond,
  );
  if (!conditional || !lock || lock.soldPerSecond === 0) return undefined;

  const ratio = conditional.soldPerSecond / lock.soldPerSecond;
  const units = `for ${figure(conditional.writeUnitsPerSale)} write units a sale against ${figure(lock.writeUnitsPerSale)}`;
  return `A conditional write, which checks and takes in one step, sold ${figure(conditional.soldPerSecond)} a second of one product, ${times(ratio)} what the better of those two did (${lock.guard}, ${figure(lock.soldPerSecond)}), ${units}.`;
}

/** What is left to decide when far more come than can have any. */
function crowd(document: LabDocument): string | undefined {
  const cells = modelled(document, 'flash').filter((cell) => isSafe(document, cell.guard));
  const winner = flashWinner(cells);
  if (!winner) return undefined;

  const { load, sold, refusal, guard, soldOutMemory } = winner;
  const lost = failed(winner);
  const asked = `When ${count(load.buyers)} buyers wanted ${count(load.units)} units, ${guard}${soldOutMemory ? ' with the sold-out memory' : ''} sold ${count(sold)}`;
  const refused =
    refusal.p99Ms === null
      ? ''
      : `, told 99 % of the others “sold out” within ${milliseconds(Math.max(1, refusal.p99Ms))}`;
  const errors =
    lost === 0 ? 'nobody got an error' : `${plural(lost, 'buyer')} got an error instead of an answer`;
  return `${asked}${refused}, and ${errors}${worst(cells, winner)}.`;
}

function worst(cells: readonly Cell[], winner: Cell): string {
  const loser = like(cells, 'conditional', { soldOutMemory: false });
  if (!loser || loser === winner || failed(loser) <= failed(winner)) return '';
  return `; with the bare conditional write ${count(failed(loser))} did`;
}

/** The guard that left the fewest buyers without an answer, then the one with the quickest sales. */
export function flashWinner(cells: readonly Cell[]): Cell | undefined {
  const patient = (cell: Cell) => cell.success.p99Ms ?? Number.POSITIVE_INFINITY;
  const fewest = best(cells, failed);
  return (
    fewest &&
    best(
      cells.filter((cell) => failed(cell) === failed(fewest)),
      patient,
    )
  );
}
