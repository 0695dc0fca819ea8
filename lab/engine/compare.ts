import type { Cell, NotRun } from '../cell';
import type { Comparison, Speed } from '../document';
import type { GuardName } from '../guards/all';
import { tidy } from '../measure/percentiles';
import { simulate } from '../simulator/run';
import { startLabEngine } from './engine';
import { asMeasured } from './latencies';
import { runOnEngine, type EngineRun } from './run';

const contentions = [10, 30, 100] as const;
const crowd = { buyers: 100, units: 70 };

const measures: Readonly<Record<string, (cell: Cell) => number>> = {
  sold: (cell) => cell.sold,
  refused: (cell) => cell.refused,
  oversold: (cell) => cell.oversold,
  'write units a sale': (cell) => cell.writeUnitsPerSale ?? 0,
  'calls a buyer': (cell) => tidy(cell.attempts / cell.load.buyers),
};

/** A difference beyond that wants a reason, where one is known. */
const ALIKE = 0.1;

const whyApart: Partial<Record<GuardName, string>> = {
  transaction: 'the engine lets transactions wait for each other; DynamoDB, and the model, cancel them',
  combined: 'a few writes in all: chance decides which orders share one',
};

const byTheLoad =
  'the load decides it while nobody’s patience ends, and without a guard everybody finds a unit';
const byTheGuard = 'the guard never tries again: a buyer, or a sale, always takes the same calls';

/** Guards whose calls are the same for each buyer, and those whose write units are the same for each sale. */
const steady: Readonly<Record<string, readonly GuardName[]>> = {
  'calls a buyer': ['none', 'conditional'],
  'write units a sale': ['none', 'conditional', 'cached'],
};

/** Why model and engine must agree on a measure, whatever their timing. */
function whyFixed(guard: GuardName, measure: string): string | undefined {
  const guards = steady[measure];
  if (!guards) return byTheLoad;
  return guards.includes(guard) ? byTheGuard : undefined;
}

export interface Compared {
  readonly cells: readonly (Cell | NotRun)[];
  readonly comparisons: readonly Comparison[];
  readonly speeds: readonly Speed[];
}

/**
 * Runs guards over real requests to the embedded engine, and the model with the latencies that the engine had.
 * Rates are compared by their ranks alone: the engine has no limit of a partition, and its speed is this machine's.
 *
 * @param say called before each run with what is run
 */
export async function compareWithEngine(
  guards: readonly GuardName[],
  seed: number,
  say: (line: string) => void,
): Promise<Compared> {
  const engine = await startLabEngine();
  const cells: (Cell | NotRun)[] = [];
  const comparisons: Comparison[] = [];
  const speeds: Speed[] = [];

  try {
    for (const guard of guards) {
      if (guard === 'cached' && typeof engine.redis === 'string') {
        cells.push({ guard, backend: 'engine', notRun: engine.redis });
        continue;
      }
      for (const atOnce of contentions) {
        say(`engine: ${guard}, ${atOnce} buyers at once`);
        const run = await runOnEngine(engine, { guard, seed, load: { ...crowd, atOnce } });
        const asked = { guard, seed, atOnce };
        const modelled = await inModel(run, asked);
        cells.push(run.cell);
        comparisons.push(...comparisonsOf(modelled, run.cell, asked));
        speeds.push({ guard, atOnce, model: modelled.soldPerSecond, engine: run.cell.soldPerSecond });
      }
    }
    return { cells, comparisons, speeds };
  } finally {
    await engine.close();
  }
}

interface Asked {
  readonly guard: GuardName;
  readonly seed: number;
  readonly atOnce: number;
}

async function inModel({ latencies }: EngineRun, { guard, seed, atOnce }: Asked): Promise<Cell> {
  const { cell } = await simulate({
    guard,
    seed,
    soldOutMemory: false,
    runtime: 'containers',
    load: { ...crowd, atOnce },
    overrides: asMeasured(latencies),
  });
  return cell;
}

export function comparisonsOf(
  modelled: Cell,
  cell: Cell,
  { guard, atOnce }: Omit<Asked, 'seed'>,
): Comparison[] {
  return Object.entries(measures).map(([measure, of]) => {
    const [model, engine] = [of(modelled), of(cell)];
    const difference = engine === 0 ? null : tidy(model / engine - 1);
    const why = Math.abs(difference ?? 0) > ALIKE ? whyApart[guard] : undefined;
    const fixed = whyFixed(guard, measure);
    return {
      guard,
      atOnce,
      measure,
      model,
      engine,
      difference,
      ...(why && { why }),
      ...(fixed && { fixed }),
    };
  });
}
