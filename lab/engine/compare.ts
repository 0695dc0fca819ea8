import type { Cell, NotRun } from '../cell';
import type { Comparison } from '../document';
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

export interface Compared {
  readonly cells: readonly (Cell | NotRun)[];
  readonly comparisons: readonly Comparison[];
}

/**
 * Runs guards over real requests to the embedded engine, and the model with the latencies that the engine had.
 * Rates are not compared: the engine has no limit of a partition, and its speed is this machine's.
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

  try {
    for (const guard of guards) {
      if (guard === 'cached' && typeof engine.redis === 'string') {
        cells.push({ guard, backend: 'engine', notRun: engine.redis });
        continue;
      }
      for (const atOnce of contentions) {
        say(`engine: ${guard}, ${atOnce} buyers at once`);
        const run = await runOnEngine(engine, { guard, seed, load: { ...crowd, atOnce } });
        cells.push(run.cell);
        comparisons.push(...(await comparisonsOf(run, { guard, seed, atOnce })));
      }
    }
    return { cells, comparisons };
  } finally {
    await engine.close();
  }
}

interface Asked {
  readonly guard: GuardName;
  readonly seed: number;
  readonly atOnce: number;
}

async function comparisonsOf(
  { cell, latencies }: EngineRun,
  { guard, seed, atOnce }: Asked,
): Promise<Comparison[]> {
  const { cell: modelled } = await simulate({
    guard,
    seed,
    soldOutMemory: false,
    runtime: 'containers',
    load: { ...crowd, atOnce },
    overrides: asMeasured(latencies),
  });

  return Object.entries(measures).map(([measure, of]) => {
    const [model, engine] = [of(modelled), of(cell)];
    const difference = engine === 0 ? null : tidy(model / engine - 1);
    const why = Math.abs(difference ?? 0) > ALIKE ? whyApart[guard] : undefined;
    return { guard, atOnce, measure, model, engine, difference, ...(why !== undefined && { why }) };
  });
}
