import { Refusal } from '../local/command';

/**
 * Runs work that puts back what it began: a first SIGINT or SIGTERM asks it to end by the signal that it is given,
 * a second one ends the process at once.
 * @throws Refusal where it was asked to end
 */
export async function untilInterrupted<T>(work: (asked: AbortSignal) => Promise<T>): Promise<T> {
  const asking = new AbortController();
  const ask = (signal: NodeJS.Signals) => asking.abort(signal);
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.once(signal, ask);

  try {
    return await work(asking.signal);
  } catch (error) {
    if (!asking.signal.aborted) throw error;
    throw new Refusal(
      `stopped by ${String(asking.signal.reason)}: what was deployed stays, the same command goes on from there`,
      { cause: error },
    );
  } finally {
    for (const signal of signals) process.off(signal, ask);
  }
}
