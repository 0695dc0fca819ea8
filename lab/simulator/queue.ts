import { startContainers, type Fleet } from './containers';
import { makeRandom } from './random';
import type { Request, Runtime } from './runtime';
import type { Simulation } from './simulation';

/**
 * Asynchronous reservation: a request is only put into a queue, workers reserve, and the customer's page asks now and then.
 * A worker that got no answer from the store leaves the message to the next one; a message has all the time in the world.
 */
export function startQueue(simulation: Simulation, fleet: Omit<Fleet, 'sticky' | 'atOnce'>): Runtime {
  const { clock, settings, seed } = simulation;
  const { sendMs, receiveMs, pollMs, workers } = settings.queue;
  const random = makeRandom(seed, 'queue');
  const some = (median: number) => random.logNormal(median, settings.dynamodb.latencySigma);
  const atOnce = Math.ceil(workers / settings.containers.processes);
  const pool = startContainers(simulation, { ...fleet, sticky: false, atOnce });

  const tell = ({ answer }: Request, acceptedAt: number, outcome: 'taken' | 'sold out') => {
    if (pollMs === 0) {
      answer(outcome);
      return;
    }
    const looks = Math.ceil((clock.now() - acceptedAt) / pollMs);
    clock.at(acceptedAt + Math.max(1, looks) * pollMs + some(settings.dynamodb.readMs), () =>
      answer(outcome),
    );
  };

  const deliver = (request: Request, acceptedAt: number, redelivered: boolean) =>
    clock.after(some(receiveMs), () =>
      pool.submit({
        ...request,
        order: { ...request.order, askedAt: clock.now(), redelivered },
        answer: (outcome) => {
          if (outcome === 'taken' || outcome === 'sold out') tell(request, acceptedAt, outcome);
          else deliver(request, acceptedAt, true);
        },
      }),
    );

  return {
    submit: (request) => clock.after(some(sendMs), () => deliver(request, clock.now(), false)),
    dollars: (ms) => pool.dollars(ms),
  };
}
