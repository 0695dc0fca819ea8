import { JwksNotAvailableInCacheError, KidNotFoundInJwksError } from 'aws-jwt-verify/error';
import { SimpleJwksCache, type JwksCache } from 'aws-jwt-verify/jwk';
import { KeysUnavailable } from './verifier';

/** Strangers can name any key: their tokens make us read the issuer's keys once a second at most. */
const PAUSE_MS = 1_000;

/** A waiting token holds one of the 50 requests that a container serves at once: most must stay free for others. */
const MOST_WAITING = 10;

/** Reads what stands at an address. */
export type ReadKeys = NonNullable<NonNullable<ConstructorParameters<typeof SimpleJwksCache>[0]>['fetcher']>;

type LookUp = JwksCache['getCachedJwk'];

/**
 * The keys of one issuer: read when a token names one that is not among them, by one reading for all who wait. Who names an unknown
 * key waits until a pause has passed since the last reading, and is then refused only by a reading that began after the token came.
 *
 * @param pause how long to wait between two readings
 */
export function keySet(reader: ReadKeys, pause = second): JwksCache {
  const known = new SimpleJwksCache({ fetcher: reader });
  let waiting = 0;
  let reading: Promise<void> | undefined;
  let rest: Promise<void> | undefined;

  const read = async (uri: string): Promise<void> => {
    try {
      await known.getJwks(uri);
    } catch (error) {
      throw new KeysUnavailable('the keys cannot be had', { cause: error });
    } finally {
      reading = undefined;
      rest = pause().then(() => void (rest = undefined));
    }
  };

  const waitFor = async (pauseIsOver: Promise<void>): Promise<void> => {
    if (waiting >= MOST_WAITING) throw new KeysUnavailable('too many tokens wait for the keys to be read');
    waiting += 1;
    await pauseIsOver;
    waiting -= 1;
  };

  return {
    addJwks: (uri, keys) => known.addJwks(uri, keys),
    getJwks: (uri) => known.getJwks(uri),
    getCachedJwk: (uri, token) => known.getCachedJwk(uri, token),
    getJwk: async (uri, token) => {
      const lookUp = () => ifKnown(() => known.getCachedJwk(uri, token));
      const atOnce = lookUp();
      if (atOnce) return atOnce;

      await reading; // it may have begun before the key was there: who is not served by it waits for the next one
      const soon = lookUp();
      if (soon) return soon;

      if (rest) await waitFor(rest);
      await (reading ??= read(uri));
      return known.getCachedJwk(uri, token);
    },
  };
}

function ifKnown(lookUp: () => ReturnType<LookUp>): ReturnType<LookUp> | undefined {
  try {
    return lookUp();
  } catch (error) {
    if (error instanceof KidNotFoundInJwksError || error instanceof JwksNotAvailableInCacheError)
      return undefined;
    throw error;
  }
}

function second(): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, PAUSE_MS).unref());
}
