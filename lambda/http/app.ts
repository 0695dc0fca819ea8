import { Hono, type Context } from 'hono';
import { limitTime } from '../dynamo/time-limit';
import type { Verifier } from '../identity/verifier';
import { assertJson, parseBody, readBody } from './body';
import { idempotencyKey } from './idempotency-key';
import { identify } from './identify';
import { problemOf, type Report, reportCrash } from './failure';
import { noSuchRoute, Problem, problemReply } from './problem';
import { rendered } from './rendered';
import type { Call, Reply, Route, Routes } from './route';

/** A door that knows the path as the client sent it says so here: a URL loses `/..`, which is no SKU and must be refused. */
export interface Door {
  readonly path?: string;
}

/** API Gateway gives up after 29 s: before that the caller is told, with time for one call to the payment gateway and a cold start. */
const REQUEST_MS = 24_000;

export type App = Hono<{ Bindings: Door }>;

/**
 * Serves routes, with every check of the contract in its order: route, token, group, size, content type,
 * idempotency key, body. Behind every door the same request gets the same answer.
 */
export function makeApp<World>(
  routes: Routes<World>,
  world: World,
  verifier: Verifier,
  report: Report = reportCrash,
): App {
  const app: App = new Hono({ getPath: pathAsSent });

  for (const path of new Set(routes.map((route) => route.path))) {
    const atPath = routes.filter((route) => route.path === path);
    app.all(path.replace(/\{(\w+)\}/g, ':$1'), async (context) => {
      const route = routeFor(atPath, context.req.method);
      const answer = async () => route.run(world, await check(route, context, verifier));
      return responseOf(await limitTime(REQUEST_MS, answer));
    });
  }
  app.notFound(() => responseOf(problemReply(noSuchRoute())));
  app.onError((error) => responseOf(problemReply(problemOf(error, report))));
  return app;
}

function pathAsSent(request: Request, options?: { env?: Door }): string {
  return options?.env?.path ?? /^[a-z]+:\/\/[^/?#]*([^?#]*)/.exec(request.url)?.[1] ?? '/';
}

function routeFor<World>(atPath: Routes<World>, method: string): Route<World, unknown> {
  const route = atPath.find((candidate) => candidate.method === method);
  if (route) return route;

  const allow = atPath.map((candidate) => candidate.method).join(', ');
  throw new Problem(
    405,
    'method_not_allowed',
    `method must be one of ${allow}, got ${method}`,
    {},
    { allow },
  );
}

/** The checks, in the order that the contract names. */
async function check<World>(
  route: Route<World, unknown>,
  context: Context<{ Bindings: Door }>,
  verifier: Verifier,
): Promise<Call<unknown>> {
  const { req } = context;

  const customerId =
    route.who === 'all' ? '' : await identify(route.who, req.header('authorization'), verifier);
  const bytes = await readBody(req.raw);
  if (route.body) assertJson(req.raw.headers, bytes);
  const key = route.keyed ? idempotencyKey(req.header('idempotency-key')) : '';

  return {
    customerId,
    key,
    params: req.param(),
    query: queryOf(req.url),
    header: (name) => req.header(name),
    body: route.body && parseBody(bytes, route.body),
  };
}

/** Of a parameter that came twice, the first value. Read as URLs are everywhere else, since gateways decode queries themselves. */
function queryOf(url: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...new URL(url).searchParams].reverse());
}

function responseOf(reply: Reply): Response {
  const { status, headers, content } = rendered(reply);
  return new Response(content, { status, headers: { ...headers } });
}
