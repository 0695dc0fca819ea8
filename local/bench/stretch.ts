/** What one stretch of work came to: how much was done, and how long each piece took. */
export interface Stretch {
  readonly done: number;
  readonly seconds: number;
  readonly latenciesMs: readonly number[];
}

/** 32 at a time, as long as a stretch lasts. */
export const AT_ONCE = 32;

/** Keeps {@link AT_ONCE} of something in flight for so many seconds; the last ones are waited for and counted. */
export async function stretch(once: () => Promise<number>, seconds: number): Promise<Stretch> {
  const latenciesMs: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1000;
  const worker = async () => {
    while (performance.now() < end) latenciesMs.push(await once());
  };

  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return { done: latenciesMs.length, seconds: (performance.now() - start) / 1000, latenciesMs };
}
