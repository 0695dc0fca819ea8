import { invalidRequest, Problem, problemReply, type FieldError } from '../lambda/http/problem';
import type { Reply } from '../lambda/http/route';
import type { Issuer, TokenRequest } from './issuer';

const longestLife = 315_360_000; // ten years, in seconds
const standardLife = 3_600;

/** Where a run's own DynamoDB and SQS answer. */
export interface Endpoints {
  readonly dynamodb: string;
  readonly sqs: string;
}

/** Answers the routes that only a local run has; undefined for a path that is not one of them. */
export function devRoutes(
  issuer: Issuer,
  endpoints: Endpoints,
): (method: string, url: string, host: string | undefined) => Reply | undefined {
  const answers: Readonly<Record<string, (query: URLSearchParams) => unknown>> = {
    '/dev/token': (query) => issuer.token(tokenRequest(query)),
    '/dev/jwks.json': () => issuer.keySet,
    '/dev/endpoints': () => endpoints,
  };

  return (method, url, host) => {
    const [path = '', query = ''] = url.split(/\?(.*)/s);
    const answer = Object.hasOwn(answers, path) ? answers[path] : undefined;
    if (!answer) return undefined;
    try {
      assertAllowed(method, host);
      const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
      return { status: 200, headers, body: answer(new URLSearchParams(query)) };
    } catch (error) {
      if (error instanceof Problem) return problemReply(error);
      throw error;
    }
  };
}

function assertAllowed(method: string, host = ''): void {
  // a web page can make its own name point here, and would then be handed an administrator's token
  if (!/^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i.test(host))
    throw new Problem(
      403,
      'forbidden',
      `this is for callers of 127.0.0.1 or localhost, got ${host || 'no host'}`,
    );
  if (method !== 'GET')
    throw new Problem(405, 'method_not_allowed', `method must be GET, got ${method}`, {}, { allow: 'GET' });
}

function tokenRequest(query: URLSearchParams): TokenRequest {
  const sub = query.get('sub');
  const life = query.get('expiresIn') ?? String(standardLife);
  const errors: FieldError[] = [];

  if (!sub || sub.length > 128)
    errors.push({ field: 'sub', wanted: 'a name of 1 to 128 characters', got: sub });
  if (!/^-?\d{1,9}$/.test(life) || Math.abs(Number(life)) > longestLife)
    errors.push({
      field: 'expiresIn',
      wanted: `a whole number of seconds from -${longestLife} to ${longestLife}`,
      got: life,
    });
  if (errors.length > 0) throw invalidRequest(errors);

  const groups = query.getAll('groups').flatMap((list) => list.split(','));
  return {
    sub: sub ?? '',
    groups: groups.map((group) => group.trim()).filter((group) => group !== ''),
    expiresIn: Number(life),
  };
}
