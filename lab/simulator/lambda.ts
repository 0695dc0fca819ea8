import type { Request, Runtime } from './runtime';
import { startProcess, type ProcessKind, type SimulatedProcess, type Simulation } from './simulation';
import { makeRandom } from './random';

const RAMP_MS = 10_000;

/** One request an environment; more environments only as fast as Lambda adds them. Whoever finds none is turned away. */
export function startLambda(simulation: Simulation, kind: Omit<ProcessKind, 'processes'>): Runtime {
  const { clock, settings, seed } = simulation;
  const { firstEnvironments, moreEnvironments, initMs, memoryGb } = settings.lambda;
  const { dollarsPerMillionRequests, dollarsPerGbSecond } = settings.lambda;
  const random = makeRandom(seed, 'lambda');
  const idle: SimulatedProcess[] = [];
  let environments = 0;
  let requests = 0;
  let billedMs = 0;

  const allowed = () => firstEnvironments + moreEnvironments * Math.floor(clock.now() / RAMP_MS);

  const start = (): { readonly process: SimulatedProcess; readonly initMs: number } | undefined => {
    const warm = idle.pop();
    if (warm) return { process: warm, initMs: 0 };
    if (environments >= allowed()) return undefined;

    const process = startProcess(simulation, { ...kind, processes: Infinity }, environments);
    environments += 1;
    return { process, initMs: random.logNormal(initMs, settings.dynamodb.latencySigma) };
  };

  const submit = (request: Request) => {
    const started = start();
    if (!started) {
      request.answer('turned away');
      return;
    }
    const since = clock.now();
    const work = () => {
      const { order, sku, quantity } = request;
      void started.process.guard.take(order, sku, quantity).then((outcome) => {
        requests += 1;
        billedMs += Math.ceil(clock.now() - since);
        idle.push(started.process);
        request.answer(outcome);
      });
    };
    if (started.initMs > 0) clock.after(started.initMs, work);
    else work();
  };

  return {
    submit,
    dollars: () =>
      (requests / 1e6) * dollarsPerMillionRequests + (billedMs / 1_000) * memoryGb * dollarsPerGbSecond,
  };
}
