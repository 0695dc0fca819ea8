import type { Cell, Plan, Run } from '../cell';
import { recipes, type GuardName } from '../guards/all';
import type { Recipe } from '../guards/promise';
import { queued } from '../guards/queued';
import type { Store } from '../guards/store';
import { judge } from '../measure/conservation';
import { tidy } from '../measure/percentiles';
import { makeTally, type Summary } from '../measure/tally';
import { settingsWith, type Settings } from '../settings';
import { sendBuyers } from './arrivals';
import { openCheckout } from './checkout';
import { startContainers } from './containers';
import { planFaults } from './faults';
import { startLambda } from './lambda';
import { startQueue } from './queue';
import type { Runtime } from './runtime';
import { makeSimulation, type Simulation } from './simulation';
import { sqlRows, sqlStore, type Sql } from './sql';
import { stockEntries } from './stock-up';

const SKU = 'umbrella';

/**
 * Runs one cell in virtual time. Equal plans give equal cells, `realSeconds` aside.
 *
 * @param recipe another one in place of the guard's own, such as a broken one that the judge must see
 */
export async function simulate(plan: Plan, recipe: Recipe = recipes[plan.guard]): Promise<Run> {
  const startedAt = performance.now();
  const { guard, load, seed } = plan;
  const settings = settingsWith(plan.overrides);
  const simulation = makeSimulation({ seed, settings, fill: plan.fill ?? 1 });
  const { clock, dynamo } = simulation;
  const entries = stockEntries(guard, SKU, load.units, settings);
  for (const { key, item } of entries) dynamo.table.put(key, item);

  const runtime = startRuntime(simulation, plan, recipe);
  planFaults(simulation, runtime, SKU, plan.faults ?? []);
  const tally = makeTally(load, plan.timelineMs);
  const enter = openCheckout(simulation, runtime, plan);
  sendBuyers(clock, simulation.chance, plan, ({ place, order: asked, quantity }, answered) =>
    enter({
      order: asked,
      sku: SKU,
      quantity,
      ended: (outcome, order) => {
        if (outcome !== 'abandoned') tally.record({ place, order, quantity, outcome, at: clock.now() });
        answered();
      },
    }),
  );
  await clock.run();

  const summary = tally.summary();
  const dollars = dollarsOf(simulation, runtime, guard === 'cached', summary.endMs);
  const verdict = judge({ ...summary, units: load.units, stock: dynamo.table.stock(SKU) });
  const realSeconds = tidy((performance.now() - startedAt) / 1_000);
  const { calls: attempts } = dynamo.meter;
  const counters = entries.length > 1 ? countersOf(settings) : undefined;
  const cell = cellOf(plan, summary, {
    ...verdict,
    attempts,
    dollars,
    realSeconds,
    ...(counters && { counters }),
  });
  const timeline = tally.timeline();
  return { cell, ...(timeline && { timeline }) };
}

function countersOf({ dynamodb }: Settings): Cell['counters'] {
  return dynamodb.sharedPartition === 1 ? 'on one partition' : 'on their own partitions';
}

function startRuntime(
  simulation: Simulation,
  { guard, soldOutMemory, runtime, store }: Plan,
  recipe: Recipe,
): Runtime {
  const kind = {
    ...(store === 'sql' ? onSql(simulation.sql, guard) : { recipe }),
    soldOutMemory,
    usesGate: guard === 'cached',
  };
  if (runtime === 'lambda') return startLambda(simulation, kind);
  if (runtime === 'queue') return startQueue(simulation, kind);

  const { containers, rules } = simulation.settings;
  const atOnce = guard === 'combined' || guard === 'cached' ? containers.heldAtOnce : containers.atOnce;
  return startContainers(simulation, {
    ...kind,
    atOnce,
    sticky: guard === 'combined' && rules.writers === 1,
  });
}

/** A SQL database has what the pessimistic guard has to imitate on DynamoDB: a lock that wakes the next in line. */
function onSql(sql: Sql, guard: GuardName): { readonly recipe: Recipe; readonly store: Store } {
  const recipe: Recipe =
    guard === 'pessimistic' ? (world) => queued({ ...world, rows: sqlRows(sql) }) : recipes[guard];
  return { recipe, store: sqlStore(sql) };
}

function dollarsOf(
  { dynamo, settings }: Simulation,
  runtime: Runtime,
  usesGate: boolean,
  ms: number,
): number {
  const { prices, redis } = settings;
  const { writeUnits, readUnits } = dynamo.meter;
  return (
    (writeUnits * prices.dollarsPerMillionWriteUnits + readUnits * prices.dollarsPerMillionReadUnits) / 1e6 +
    runtime.dollars(ms) +
    (usesGate ? (ms / 3_600_000) * redis.dollarsPerHour : 0)
  );
}

type Rest = Pick<
  Cell,
  'oversold' | 'undersold' | 'lostUpdates' | 'conserved' | 'attempts' | 'realSeconds' | 'counters'
> & {
  readonly dollars: number;
};

function cellOf(plan: Plan, summary: Summary, { dollars, ...rest }: Rest): Cell {
  const { guard, soldOutMemory, runtime, variant, load } = plan;
  const { figures, endMs } = summary;
  const perSecond = load.perSecond ?? (endMs === 0 ? 0 : tidy(load.buyers / (endMs / 1_000)));

  return {
    guard,
    soldOutMemory,
    backend: 'simulator',
    runtime,
    ...(variant !== undefined && { variant }),
    load: { ...load, perSecond },
    ...figures,
    ...rest,
    ...(plan.hold !== undefined && { typedInVain: plan.hold === 'at payment' ? figures.refused : 0 }),
    dollarsPerMillionSales: figures.sold === 0 ? null : tidy((dollars / figures.sold) * 1e6),
  };
}
