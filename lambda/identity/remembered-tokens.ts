import type { Identity } from './verifier';

/** A token that was verified. */
export interface Verified {
  readonly identity: Identity;
  /** When the token ends, in milliseconds since 1970. */
  readonly expiresAt: number;
}

/** So many of the latest tokens: a shopper sends the same one with every request. */
const REMEMBERED = 1_000;

/**
 * Verifies each token once: a signature that was right stays right, so that of a token already seen only the end is looked at again.
 * What was refused is not remembered.
 */
export function rememberVerified(
  verify: (token: string) => Promise<Verified>,
  now: () => number = Date.now,
): (token: string) => Promise<Identity> {
  const known = new Map<string, Verified>();

  return async (token) => {
    const seen = known.get(token);
    if (seen && now() < seen.expiresAt) return seen.identity;

    const verified = await verify(token);
    known.set(token, verified);
    for (const [oldest] of known) {
      if (known.size <= REMEMBERED) break;
      known.delete(oldest);
    }
    return verified.identity;
  };
}
