import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { busy } from '../http/failure';
import { turnsOf, type Turns } from '../http/at-most';
import { targetOf, type Listener } from '../http/node-door';
import { within } from '../observe/correlation';
import { sendProblem } from './answer';
import type { ServerMetrics } from './metrics';
import { receiving } from './receiving';

/** As many as the SDK has connections to the store: more would wait there, and time out together. */
const MOST_AT_ONCE = 50;

/** More would not get their turn in time, and each one holds its body in memory. */
const MOST_WAITING = 500;

/** Who has waited so long for a turn is better served by another server, or later. */
const PATIENCE_MS = 5_000;

export interface ApiListener {
  readonly listener: Listener;
  /** From here on the health check fails, and every answer asks for its connection to be closed. */
  stopping(): void;
}

/** Puts a door behind what a server adds: turns, times, and the word to the balancer that this one is going away. */
export function apiListener(door: Listener, metrics: ServerMetrics, routes: readonly string[]): ApiListener {
  const state = { stopping: false };
  // a body is received before the turn: a slow sender must not keep others from theirs
  const atOnce = receiving(door);
  const inTurn = receiving(takingTurns(door));
  const routeOf = routeNames(routes);

  return {
    listener: async (incoming, outgoing) => {
      const { path } = targetOf(incoming);
      const isHealth = path === '/health';
      timed(incoming, outgoing, (method, status, seconds) =>
        metrics.answered({ method, route: routeOf(path), status }, seconds),
      );

      if (state.stopping) outgoing.setHeader('connection', 'close');
      if (state.stopping && isHealth)
        sendProblem(outgoing, busy('this server is stopping: ask again, another one answers'));
      // a server that is busy is not ill: its health is told without waiting for a turn
      else {
        await within({ requestId: requestIdOf(incoming) }, () =>
          (isHealth ? atOnce : inTurn)(incoming, outgoing),
        );
      }
    },
    stopping: () => void (state.stopping = true),
  };
}

/** Runs a door in turns. Who gets none in time is told so, and nothing was done. */
function takingTurns(door: Listener): Listener {
  const turns = turnsOf(MOST_AT_ONCE, MOST_WAITING);

  return async (incoming, outgoing) => {
    if (await patiently(outgoing, turns.begin)) await door(incoming, outgoing).finally(turns.end);
    else if (!outgoing.destroyed)
      sendProblem(
        outgoing,
        busy('this server has too much to do and nothing was done: try again in a second'),
      );
  };
}

/** Waits until the patience ends, or the client goes away. */
async function patiently(outgoing: ServerResponse, begin: Turns['begin']): Promise<boolean> {
  const waiting = new AbortController();
  const giveUp = () => waiting.abort();
  const patience = setTimeout(giveUp, PATIENCE_MS);
  outgoing.once('close', giveUp);
  try {
    return await begin(waiting.signal);
  } finally {
    clearTimeout(patience);
  }
}

/** The balancer's, where there is one: it stands in every part's trace. */
function requestIdOf({ headers }: IncomingMessage): string {
  const trace = headers['x-amzn-trace-id'];
  const root = typeof trace === 'string' ? /Root=([\w-]+)/.exec(trace)?.[1] : undefined;

  return root ?? randomUUID();
}

type Answered = (method: string, status: number, seconds: number) => void;

function timed({ method = '' }: IncomingMessage, outgoing: ServerResponse, answered: Answered): void {
  const start = performance.now();
  outgoing.once('finish', () => answered(method, outgoing.statusCode, (performance.now() - start) / 1000));
}

/** The route that serves a path, as the contract writes it. */
function routeNames(routes: readonly string[]): (path: string) => string {
  const patterns = [...new Set(routes)].map(
    (route) => [route, new RegExp(`^${route.replace(/\./g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`)] as const,
  );

  return (path) => patterns.find(([, pattern]) => pattern.test(path))?.[0] ?? 'none';
}
