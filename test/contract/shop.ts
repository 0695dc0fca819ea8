import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { send, type Answer, type Sending } from './http';

/** One request that was answered, and who asked. */
export interface Entry {
  readonly customer: string;
  readonly sending: Sending;
  readonly answer: Answer;
}

export interface Shop {
  readonly url: string;
  /** Whether the program runs with injected faults: then a first answer may have been lost. */
  readonly faulty: boolean;
  /** Every answer of every caller, for the invariants. */
  readonly journal: readonly Entry[];
  readonly admin: Caller;
  /** A new customer, whom nobody has met. */
  customer(name?: string): Promise<Caller>;
  /** A caller with a header of our own making. */
  bearing(authorization: string | undefined): Caller;
  token(query: Readonly<Record<string, string>>): Promise<string>;
}

/** Someone with a token. */
export interface Caller {
  readonly customer: string;
  readonly token: string;
  get(path: string, headers?: Headers): Promise<Answer>;
  /** Sends `body` as JSON, a string as it is. */
  put(path: string, body: unknown, headers?: Headers): Promise<Answer>;
  post(path: string, body?: unknown, headers?: Headers): Promise<Answer>;
  call(sending: Sending): Promise<Answer>;
}

type Headers = Readonly<Record<string, string>>;

/** How long a client goes on sending what was answered with "try again", in milliseconds. */
const PATIENCE_MS = 40_000;

let made = 0;

/** A name that nothing else in any run has. */
export function unique(prefix: string): string {
  return `${prefix}-${randomUUID().slice(0, 8)}-${(made += 1)}`;
}

/** Opens a running program to callers. Its address is all that is known about it. */
export async function openShop(url: string, faulty = false): Promise<Shop> {
  const journal: Entry[] = [];
  const token = async (query: Readonly<Record<string, string>>): Promise<string> => {
    const answer = await send(url, {
      method: 'GET',
      path: `/dev/token?${new URLSearchParams(query).toString()}`,
    });
    return (answer.body as { token: string }).token;
  };
  const caller = (customer: string, bearer: string, authorization = `Bearer ${bearer}`): Caller =>
    callerOf({ customer, token: bearer, authorization, url, journal });
  const signedIn = async (sub: string, groups?: string): Promise<Caller> =>
    caller(sub, await token(groups === undefined ? { sub } : { sub, groups }));

  return {
    url,
    faulty,
    journal,
    admin: await signedIn('an-admin', 'admin'),
    customer: async (name = 'customer') => await signedIn(unique(name)),
    bearing: (authorization = '') => caller('', '', authorization),
    token,
  };
}

interface Calling {
  readonly customer: string;
  readonly token: string;
  readonly authorization: string;
  readonly url: string;
  readonly journal: Entry[];
}

function callerOf(calling: Calling): Caller {
  const call = async (sending: Sending): Promise<Answer> => await sendUntilTold(calling, sending);
  const withBody = async (
    method: string,
    path: string,
    body: unknown,
    headers: Headers = {},
  ): Promise<Answer> =>
    await call({
      method,
      path,
      headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });

  return {
    customer: calling.customer,
    token: calling.token,
    get: async (path, headers = {}) => await call({ method: 'GET', path, headers }),
    put: async (path, body, headers) => await withBody('PUT', path, body, headers),
    post: async (path, body, headers) => await withBody('POST', path, body, headers),
    call,
  };
}

/** The contract says which refusals may be sent again as they are; a patient client does that, with the same key. */
async function sendUntilTold(calling: Calling, sending: Sending): Promise<Answer> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  const { authorization } = calling;
  const signed: Sending = {
    ...sending,
    headers: { ...(authorization === '' ? {} : { authorization }), ...sending.headers },
  };

  for (;;) {
    const answer = await send(calling.url, signed);
    calling.journal.push({ customer: calling.customer, sending, answer });
    if (!mayBeSentAgain(answer) || Date.now() > giveUpAt) return answer;

    await sleep(200 + Math.random() * 800);
  }
}

function mayBeSentAgain({ status, body }: Answer): boolean {
  const retryable = (body as { retryable?: boolean } | undefined)?.retryable === true;

  return retryable && (status === 429 || status >= 500);
}
