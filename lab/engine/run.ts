import type { Cell } from '../cell';
import { recipes, type GuardName } from '../guards/all';
import { noGate } from '../guards/gate';
import type { Order, World } from '../guards/promise';
import { noMemory } from '../guards/sold-out-memory';
import { judge } from '../measure/conservation';
import { tidy } from '../measure/percentiles';
import { makeTally } from '../measure/tally';
import { settingsWith, type Settings } from '../settings';
import { newMeter } from '../simulator/meter';
import { makeRandom } from '../simulator/random';
import { TABLE, type LabEngine } from './engine';
import { engineStore, type EngineTable } from './engine-store';
import { newLatencies, type Latencies } from './latencies';
import { redisGate } from './redis-gate';

/** A run on the engine that is wanted: so many buyers at a time, each after the one before is answered. */
export interface EnginePlan {
  readonly guard: GuardName;
  readonly seed: number;
  readonly load: { readonly buyers: number; readonly units: number; readonly atOnce: number };
}

export interface EngineRun {
  readonly cell: Cell;
  readonly latencies: Latencies;
}

/** Runs the guards as they are, four of them as in four containers, over real requests and in real time. */
export async function runOnEngine(engine: LabEngine, { guard, seed, load }: EnginePlan): Promise<EngineRun> {
  const settings = settingsWith();
  const sku = `${guard}-${load.atOnce}`;
  await engine.stockUp(guard, sku, load.units, settings);
  const table = { db: engine.db, name: TABLE, meter: newMeter(), latencies: newLatencies() };
  const startedAt = performance.now();
  const now = () => performance.now() - startedAt;
  const guards = Array.from({ length: settings.containers.processes }, (_, number) =>
    recipes[guard](worldOf(engine, table, { settings, seed, number, now })),
  );
  const tally = makeTally(load);

  await sell({ ...load, seed, now }, async (place, order) => {
    // combining has one writing process
    const worker = guards[guard === 'combined' ? 0 : place % guards.length];
    const outcome = (await worker?.take(order, sku, 1)) ?? 'gave up';
    tally.record({ place, order, quantity: 1, outcome, at: now() });
  });

  const { figures, endMs, ...sums } = tally.summary();
  const verdict = judge({ ...sums, units: load.units, stock: await engine.stock(sku) });
  const cell: Cell = {
    guard,
    soldOutMemory: false,
    backend: 'engine',
    runtime: 'containers',
    load: { ...load, perSecond: tidy(load.buyers / (endMs / 1_000)) },
    ...figures,
    ...verdict,
    attempts: table.meter.calls,
    dollarsPerMillionSales: null, // a laptop has no price
    realSeconds: tidy(now() / 1_000),
  };
  return { cell, latencies: table.latencies };
}

/** Three of them make an id of 24 characters, its own in every run. */
function digits(value: number): string {
  return String(value).padStart(8, '0').slice(-8);
}

interface Crowd {
  readonly buyers: number;
  readonly atOnce: number;
  readonly seed: number;
  readonly now: () => number;
}

async function sell(
  { buyers, atOnce, seed, now }: Crowd,
  serve: (place: number, order: Order) => Promise<void>,
): Promise<void> {
  let next = 0;
  const queue = async () => {
    while (next < buyers) {
      const place = next;
      next += 1;
      const id = [atOnce, seed, place].map(digits).join('');
      const spent = { writeUnits: 0, readUnits: 0, trouble: undefined };
      await serve(place, { id, askedAt: now(), redelivered: false, spent });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, queue));
}

interface Place {
  readonly settings: Settings;
  readonly seed: number;
  readonly number: number;
  readonly now: () => number;
}

function worldOf({ redis }: LabEngine, table: EngineTable, { settings, seed, number, now }: Place): World {
  return {
    store: engineStore(table),
    gate: typeof redis === 'string' ? noGate : redisGate(redis.client, settings),
    soldOut: noMemory,
    rules: settings.rules,
    process: { number, processes: settings.containers.processes },
    now,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    random: makeRandom(seed, `process ${number}`).next,
  };
}
