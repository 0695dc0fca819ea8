import { AsyncLocalStorage } from 'node:async_hooks';
import type { Facts } from './facts';

/** What a piece of work is known by, in the logs of everyone who had part in it. */
export type Correlation = Pick<Facts, 'requestId' | 'messageId'>;

const current = new AsyncLocalStorage<Correlation>();

/** Does some work: every line that is written meanwhile says what it belongs to. */
export function within<T>(correlation: Correlation, work: () => T): T {
  return current.run({ ...current.getStore(), ...correlation }, work);
}

/** What the work in hand is known by. */
export function correlation(): Correlation {
  return current.getStore() ?? {};
}
