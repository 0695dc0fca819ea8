import type { Fault } from '../cell';
import type { Runtime } from './runtime';
import type { Simulation } from './simulation';

/** Lets the planned accidents happen. One that strikes the holder of a lock waits until there is one, for a while. */
export function planFaults(
  simulation: Simulation,
  runtime: Runtime,
  sku: string,
  faults: readonly Fault[],
): void {
  for (const fault of faults) simulation.clock.at(fault.atMs, () => strike(simulation, runtime, sku, fault));
}

const HOLDER_LOOK_MS = 0.25;
const LONGEST_LOOK_MS = 5_000;

function strike(simulation: Simulation, runtime: Runtime, sku: string, fault: Fault): void {
  const { clock, redis, dynamo } = simulation;
  const { what, forMs = 0 } = fault;
  const [stock] = dynamo.table.stock(sku);

  switch (what) {
    case 'wipe cache':
      redis.counts.clear();
      return;
    case 'double cache':
      for (const count of redis.counts.values()) count.left *= 2;
      return;
    case 'freeze cache':
      redis.frozenUntil = clock.now() + forMs;
      return;
    case 'crash writer':
      runtime.crash?.(0);
      return;
    case 'crash holder':
    case 'pause holder': {
      const holder = stock?.['holder'];
      if (holder === undefined) {
        const goesOn = clock.now() < fault.atMs + LONGEST_LOOK_MS;
        if (goesOn) clock.after(HOLDER_LOOK_MS, () => strike(simulation, runtime, sku, fault));
        return;
      }
      if (what === 'crash holder') runtime.crash?.(Number.parseInt(String(holder), 10));
      else runtime.pause?.(Number.parseInt(String(holder), 10), forMs);
    }
  }
}
