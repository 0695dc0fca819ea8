import { makeLine, type Line } from '../guards/line';
import type { Settings } from '../settings';
import type { Request, Runtime } from './runtime';
import { startProcess, type ProcessKind, type SimulatedProcess, type Simulation } from './simulation';

interface Container {
  readonly atOnce: number;
  readonly process: SimulatedProcess;
  /** What it cannot work on yet. */
  readonly line: Line<Request>;
  readonly working: Set<Request>;
}

export interface Fleet extends Omit<ProcessKind, 'processes'> {
  /** All requests go to one process, the first that lives: for a guard with one writer. */
  readonly sticky: boolean;
  /** Requests that a process works on at once. */
  readonly atOnce: number;
}

/** A few processes with many requests at once each; what they cannot work on yet waits in line in their memory. */
export function startContainers(simulation: Simulation, fleet: Fleet): Runtime {
  const { clock, settings } = simulation;
  const { processes, redeliveryMs } = settings.containers;
  let living = Array.from({ length: processes }, (_, number): Container => {
    const process = startProcess(simulation, { ...fleet, processes }, number);
    return { process, line: makeLine(), working: new Set(), atOnce: fleet.atOnce };
  });
  let turn = 0;

  const submit = (request: Request) => {
    turn += 1;
    const container = living[fleet.sticky ? 0 : turn % living.length];
    if (container) accept(simulation, container, request);
    else request.answer('turned away');
  };

  const crash = (number: number) => {
    const container = living.find(({ process }) => process.number === number);
    if (!container) return;
    living = living.filter((other) => other !== container);
    for (const request of requestsLostWith(container))
      clock.after(redeliveryMs, () => submit({ ...request, order: { ...request.order, redelivered: true } }));
  };

  const pause = (number: number, ms: number) => {
    const life = living.find(({ process }) => process.number === number)?.process.life;
    if (life) life.pausedUntil = clock.now() + ms;
  };

  return { submit, crash, pause, dollars: (ms) => (ms / 3_600_000) * dollarsPerHour(settings) };
}

function accept(simulation: Simulation, container: Container, request: Request): void {
  if (container.working.size < container.atOnce) work(simulation, container, request);
  else container.line.join(request);
}

function work(simulation: Simulation, container: Container, request: Request): void {
  const { order, sku, quantity } = request;
  container.working.add(request);
  void container.process.guard.take(order, sku, quantity).then((outcome) => {
    if (!container.working.delete(request)) return; // its process has died: another one answers
    request.answer(outcome);
    workOn(simulation, container);
  });
}

/** Starts the next in line. Whoever has less patience left than a retry takes is turned away: work for nobody helps nobody. */
function workOn(simulation: Simulation, container: Container): void {
  const { clock, settings } = simulation;
  const { patienceMs, longestPauseMs } = settings.rules;
  while (container.working.size < container.atOnce) {
    const next = container.line.next();
    if (!next) return;
    if (clock.now() - next.order.askedAt > patienceMs - longestPauseMs) next.answer('turned away');
    else work(simulation, container, next);
  }
}

function requestsLostWith({ process, working, line }: Container): Request[] {
  process.life.alive = false;
  const lost = [...working];
  working.clear();
  for (let next = line.next(); next; next = line.next()) lost.push(next);
  return lost;
}

function dollarsPerHour({ containers }: Settings): number {
  const { processes, vcpu, memoryGb, dollarsPerVcpuHour, dollarsPerGbHour } = containers;
  return processes * (vcpu * dollarsPerVcpuHour + memoryGb * dollarsPerGbHour);
}
