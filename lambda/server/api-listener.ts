import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { atMost } from '../http/at-most';
import { targetOf, type Listener } from '../http/node-door';
import { Problem, problemReply } from '../http/problem';
import { within } from '../observe/correlation';
import type { ServerMetrics } from './metrics';

/** As many as the SDK has connections to the store: more would wait there, and time out together. */
const MOST_AT_ONCE = 50;

export interface ApiListener {
  readonly listener: Listener;
  /** From here on the health check fails, and every answer asks for its connection to be closed. */
  stopping(): void;
}

/** Puts a door behind what a server adds: turns, times, and the word to the balancer that this one is going away. */
export function apiListener(door: Listener, metrics: ServerMetrics, routes: readonly string[]): ApiListener {
  const state = { stopping: false };
  const inTurn = atMost(MOST_AT_ONCE, door);
  const routeOf = routeNames(routes);

  return {
    listener: async (incoming, outgoing) => {
      const { path } = targetOf(incoming);
      const isHealth = path === '/health';
      timed(incoming, outgoing, (method, status, seconds) =>
        metrics.answered({ method, route: routeOf(path), status }, seconds),
      );

      if (state.stopping) outgoing.setHeader('connection', 'close');
      if (state.stopping && isHealth) sayStopping(outgoing);
      // a server that is busy is not ill: its health is told without waiting for a turn
      else {
        await within({ requestId: requestIdOf(incoming) }, () =>
          (isHealth ? door : inTurn)(incoming, outgoing),
        );
      }
    },
    stopping: () => void (state.stopping = true),
  };
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

function sayStopping(outgoing: ServerResponse): void {
  const detail = 'this server is stopping: ask again, another one answers';
  const { status, headers, body } = problemReply(
    new Problem(503, 'busy', detail, { retryable: true }, { 'retry-after': '1' }),
  );
  outgoing.writeHead(status, { ...headers }).end(JSON.stringify(body));
}

/** The route that serves a path, as the contract writes it. */
function routeNames(routes: readonly string[]): (path: string) => string {
  const patterns = [...new Set(routes)].map(
    (route) => [route, new RegExp(`^${route.replace(/\./g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`)] as const,
  );

  return (path) => patterns.find(([, pattern]) => pattern.test(path))?.[0] ?? 'none';
}
