import { Busy, OutcomeUnknown } from '../../lambda/dynamo/persist';
import { makeApp } from '../../lambda/http/app';
import { list, object, sku, text, wholeNumber } from '../../lambda/http/fields';
import { pageOf } from '../../lambda/http/paging';
import type { Call, Reply, Routes } from '../../lambda/http/route';
import { KeysUnavailable, TokenRefused, type Verifier } from '../../lambda/identity/verifier';
import { askBoth, type Got, type Sent } from './doors';

export const alice = { authorization: 'Bearer alice' };
export const admin = { authorization: 'Bearer admin' };
export const json = { 'content-type': 'application/json' };
export const key = { 'idempotency-key': 'k-1' };

/** Tokens are names here; the real verifier has tests of its own. */
const names: Verifier = {
  verify: (token) => {
    if (token === 'expired') return Promise.reject(new TokenRefused('the token has expired'));
    if (token === 'unlucky') return Promise.reject(new KeysUnavailable('no keys'));
    return Promise.resolve({ customerId: token, admin: token === 'admin' });
  },
};

const thing = object({
  lines: list(object({ sku: sku(), quantity: wholeNumber(1, 999) }), 1, 3),
  name: text(5).optional(),
  payment: object({ token: text(20) }).optional(),
});

/** Repeats what it was called with, so that a test sees what a route sees. */
function repeat(_: object, { customerId, key, params, query, body }: Call<unknown>): Promise<Reply> {
  return Promise.resolve({ status: 200, body: { customerId, key, params, query, body } });
}

const fails = (error: Error) => () => Promise.reject(error);
const anyone = { method: 'GET', who: 'all', summary: '' } as const;

const things: Routes<object> = [
  { ...anyone, path: '/things', run: repeat },
  { ...anyone, path: '/things/{id}', run: repeat },
  { method: 'POST', path: '/things', who: 'customer', summary: '', keyed: true, body: thing, run: repeat },
  { method: 'PUT', path: '/things/{id}', who: 'admin', summary: '', body: thing, run: repeat },
  { method: 'POST', path: '/things/{id}/stop', who: 'customer', summary: '', run: repeat },
  {
    ...anyone,
    path: '/page',
    run: () => Promise.resolve({ status: 200, headers: { 'content-type': 'text/html' }, body: '<p>é</p>' }),
  },
  {
    ...anyone,
    path: '/pages',
    run: (_, { query }) =>
      Promise.resolve({
        status: 200,
        body: pageOf(query, { list: 'things', isPosition: ([id]) => id?.startsWith('thing') ?? false }),
      }),
  },
  { ...anyone, path: '/busy', run: fails(new Busy('every try was refused')) },
  { ...anyone, path: '/unknown', run: fails(new OutcomeUnknown('no answer')) },
  { ...anyone, path: '/crash', run: fails(new Error('a secret detail')) },
];

/** What was written down about crashes: the id that the client was given, and the error. */
export const crashes: { readonly errorId: string; readonly error: unknown }[] = [];

export const app = makeApp(things, {}, names, (errorId, error) => crashes.push({ errorId, error }));

/** Asks at both doors. */
export function ask(sent: Sent): Promise<Got> {
  return askBoth(app, sent);
}

/** Posts a thing as alice, with everything that is needed, but for what is given. */
export function post(
  body: string | Buffer | undefined,
  headers: Readonly<Record<string, string>> = {},
): Promise<Got> {
  return ask({ method: 'POST', path: '/things', headers: { ...alice, ...json, ...key, ...headers }, body });
}
