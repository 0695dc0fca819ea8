import type { Cell } from '../cell';
import type { LabDocument } from '../document';
import { buyers, crossingsOn, duelsOf, leadSentence, sales, slowest } from './duel';
import { best, experimentOf, failed, isSafe, like, modelled } from './reading';
import { engineSentence } from './ranking';
import { runtimeCaveat } from './runtimes';
import { count, figure, milliseconds, plural, times, writeUnits } from './words';

/** What the lab answers, in sentences made of the document's figures: other figures, other sentences. */
export function answers(document: LabDocument): readonly string[] {
  return [umbrella(document), turnstile(document), crowd(document)].filter((answer) => answer !== undefined);
}

/** Who sells more of the two classic locks, and whether that changes with the crowd. */
function umbrella(document: LabDocument): string | undefined {
  const { crossings, contrast } = experimentOf(document, 'umbrella') ?? {};
  const lead = leadSentence(duelsOf(modelled(document, 'umbrella')), sales, crossingsOn(crossings, sales));
  if (lead === undefined) return undefined;

  const elsewhere = [sales, slowest].find((one) => crossingsOn(contrast?.crossings, one).length > 0);
  const [crossing] = elsewhere ? crossingsOn(contrast?.crossings, elsewhere) : [];
  const there =
    elsewhere && crossing
      ? ` On a database whose locks queue the waiters ${crossing.ahead} ${elsewhere.lead} from ${buyers(crossing.at)} at once.`
      : '';
  const engine = engineSentence(document);
  return `Of the two classic locks: ${lead.charAt(0).toLowerCase()}${lead.slice(1)}${there}${engine === undefined ? '' : ` ${engine}`}`;
}

/** What a conditional write makes of the same product. */
function turnstile(document: LabDocument): string | undefined {
  const cells = modelled(document, 'saturation');
  const conditional = limitOf(cells, 'conditional');
  const alike = cells.filter(
    ({ variant, runtime }) => variant === conditional?.variant && runtime === conditional?.runtime,
  );
  const lock = best(
    ['optimistic', 'pessimistic'].flatMap((guard) => limitOf(alike, guard) ?? []),
    ({ soldPerSecond }) => -soldPerSecond,
  );
  if (!conditional || !lock || lock.soldPerSecond === 0) return undefined;

  const ratio = times(conditional.soldPerSecond / lock.soldPerSecond);
  return `A conditional write, which checks and takes in one step, sold ${figure(conditional.soldPerSecond)} a second of one product for ${writeUnits(conditional.writeUnitsPerSale)} each. That is ${ratio} what the better of the two locks did (${lock.guard}: ${figure(lock.soldPerSecond)} a second, ${writeUnits(lock.writeUnitsPerSale)} each).`;
}

/** The most that a guard has sold a second. */
export function limitOf(cells: readonly Cell[], guard: string): Cell | undefined {
  return best(
    cells.filter((cell) => cell.guard === guard),
    ({ soldPerSecond }) => -soldPerSecond,
  );
}

/** What is left to decide when far more come than can have any. */
function crowd(document: LabDocument): string | undefined {
  const cells = modelled(document, 'flash').filter((cell) => isSafe(document, cell.guard));
  const winner = flashWinner(cells);
  if (!winner) return undefined;

  const { load, sold, guard, soldOutMemory } = winner;
  const lost = failed(winner);
  const who = `${guard}${soldOutMemory ? ' with the sold-out memory' : ''}`;
  const errors =
    lost === 0 ? 'nobody went without an answer' : `${plural(lost, 'buyer')} went without an answer`;
  return `When ${count(load.buyers)} buyers wanted ${count(load.units)} units, ${who} sold ${count(sold)}${refusals(winner)}, and ${errors}${bare(cells, winner)}. ${runtimeCaveat(document, winner)}`;
}

function refusals({ refusal: { p99Ms } }: Cell): string {
  if (p99Ms === null) return '';
  return p99Ms < 1
    ? ', told the others “sold out” at once'
    : `, told 99 % of the others “sold out” within ${milliseconds(p99Ms)}`;
}

function bare(cells: readonly Cell[], winner: Cell): string {
  const loser = like(cells, 'conditional', { soldOutMemory: false });
  if (!loser || loser === winner || failed(loser) <= failed(winner)) return '';
  return `; with the bare conditional write ${count(failed(loser))} did`;
}

/**
 * The guard for a crowd: of those that left the fewest buyers without an answer the cheapest,
 * as long as its sales are quick enough for a person who waits.
 */
export function flashWinner(cells: readonly Cell[]): Cell | undefined {
  const fewest = Math.min(...cells.map(failed));
  const kind = cells.filter((cell) => failed(cell) === fewest && cell.sold > 0);
  const quick = kind.filter(({ success }) => (success.p99Ms ?? Infinity) <= QUICK_MS);
  return quick.length > 0
    ? best(quick, ({ dollarsPerMillionSales }) => dollarsPerMillionSales ?? Infinity)
    : best(kind, ({ success }) => success.p99Ms ?? Infinity);
}

/** Up to a second a person keeps to the thought. */
const QUICK_MS = 1_000;
