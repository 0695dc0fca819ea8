import { noGate } from '../guards/gate';
import type { Guard, Recipe, World } from '../guards/promise';
import { makeSoldOutMemory, noMemory } from '../guards/sold-out-memory';
import type { Store } from '../guards/store';
import type { Settings } from '../settings';
import { makeClock, type Clock } from './clock';
import { storeOf, type Dynamo } from './dynamodb';
import { newLife, type Life } from './life';
import { newMeter } from './meter';
import { makeRandom, type Random } from './random';
import { gateOf, newRedis, type Redis } from './redis';
import { makeSql, type Sql } from './sql';
import { withSdkRetry } from './sdk-retry';
import { makeTable } from './table';

/** One simulated system: a clock, a store, a cache, and chance that follows from the seed alone. */
export interface Simulation {
  readonly seed: number;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly dynamo: Dynamo;
  readonly redis: Redis;
  readonly sql: Sql;
  readonly chance: Random;
}

export interface SimulationOptions {
  readonly seed: number;
  readonly settings: Settings;
  /** How full the partitions' buckets are at the start: 1 after a rest, 0 in the midst of heavy load. */
  readonly fill: number;
}

export function makeSimulation({ seed, settings, fill }: SimulationOptions): Simulation {
  const clock = makeClock();
  const table = makeTable(clock.now, settings, fill);
  const random = makeRandom(seed, 'dynamodb');
  const dynamo: Dynamo = { clock, random, settings, table, meter: newMeter(), tokens: new Map() };
  const sql = makeSql({ ...dynamo, random: makeRandom(seed, 'sql') });

  return { seed, settings, clock, dynamo, redis: newRedis(), sql, chance: makeRandom(seed, 'chance') };
}

/** A process with a guard of its own, and what may befall it. */
export interface SimulatedProcess {
  readonly number: number;
  readonly life: Life;
  readonly guard: Guard;
}

export interface ProcessKind {
  readonly recipe: Recipe;
  /** In place of DynamoDB. */
  readonly store?: Store;
  readonly soldOutMemory: boolean;
  readonly usesGate: boolean;
  readonly processes: number;
}

export function startProcess(simulation: Simulation, kind: ProcessKind, number: number): SimulatedProcess {
  const { clock, dynamo, redis, settings, seed } = simulation;
  const life = newLife();
  const random = makeRandom(seed, `process ${number}`);

  const world: World = {
    store: kind.store ?? withSdkRetry(storeOf(dynamo, life), { clock, life, random }, settings),
    gate: kind.usesGate ? gateOf(redis, clock, settings, life) : noGate,
    soldOut: kind.soldOutMemory ? makeSoldOutMemory(clock.now, settings.rules.memoryMs) : noMemory,
    rules: settings.rules,
    process: { number, processes: kind.processes },
    now: clock.now,
    sleep: (ms) => new Promise<void>((resolve) => clock.deliver(life, ms, resolve, undefined)),
    random: random.next,
  };
  return { number, life, guard: kind.recipe(world) };
}
