import { AsyncLocalStorage } from 'node:async_hooks';

const ends = new AsyncLocalStorage<number>();

/** Does some work whose calls to the store must all have ended after so many milliseconds. Inner limits never prolong outer ones. */
export function limitTime<T>(ms: number, work: () => T): T {
  return ends.run(performance.now() + Math.min(ms, timeLeft()), work);
}

/** Milliseconds left for the work in hand; `Infinity` where nobody waits for it. */
export function timeLeft(): number {
  return (ends.getStore() ?? Infinity) - performance.now();
}

/** What a call ends in that had not answered when the time was up: it may still be applied. */
function timeIsUp(): Error {
  return Object.assign(new Error('the time for this request was up'), { name: 'TimeoutError' });
}

/** Waits for a call, but not beyond the time left. A call that is left behind ends by its own time limit. */
export async function beforeTimeIsUp<T>(call: () => Promise<T>): Promise<T> {
  const left = timeLeft();
  if (left === Infinity) return call();

  let timer: NodeJS.Timeout | undefined;
  const up = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(timeIsUp()), left);
  });
  try {
    return await Promise.race([call(), up]);
  } finally {
    clearTimeout(timer);
  }
}

export function pauseFor(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
