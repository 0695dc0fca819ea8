import { createHash } from 'node:crypto';
import { failure } from './failure';

/** How long a token is remembered, in milliseconds: ten minutes, as TransactWriteItems documents. */
const REMEMBERED_MS = 600_000;

/** The client request tokens of transactions that succeeded. A transaction that failed leaves none. */
export interface Tokens {
  /** @throws Failure IdempotentParameterMismatchException when the token came with other parameters */
  isReplay(token: string, parameters: unknown): boolean;
  remember(token: string, parameters: unknown): void;
}

interface Remembered {
  readonly hash: string;
  readonly until: number;
}

export function makeTokens(now: () => number = Date.now): Tokens {
  // in the order of their end, since all are kept equally long
  const tokens = new Map<string, Remembered>();

  const forgetOld = (): void => {
    for (const [token, { until }] of tokens) {
      if (until > now()) return;
      tokens.delete(token);
    }
  };

  return {
    isReplay: (token, parameters) => {
      forgetOld();
      const known = tokens.get(token);
      if (known && known.hash !== hashOf(parameters)) {
        throw failure(
          'IdempotentParameterMismatchException',
          'Request was rejected because it used a client request token of an earlier request with other parameters',
        );
      }
      return known !== undefined;
    },
    remember: (token, parameters) => {
      tokens.set(token, { hash: hashOf(parameters), until: now() + REMEMBERED_MS });
    },
  };
}

function hashOf(parameters: unknown): string {
  return createHash('sha1').update(canonical(parameters)).digest('base64');
}

/** JSON whose members are sorted, so that another order of writing them is not another request. Parsed members (`_…`) are left out. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);

  const members = Object.entries(value).filter(([name]) => !name.startsWith('_'));
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join()}}`;
}
