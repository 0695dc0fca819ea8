/**
 * Runs at most so many calls at a time; the others wait their turn, first come, first served.
 * A process that takes on more than it can do has every call time out, and finishes none.
 */
export function atMost<Args extends readonly unknown[], Result>(
  limit: number,
  run: (...args: Args) => Promise<Result>,
): (...args: Args) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let running = 0;

  return async (...args) => {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await run(...args);
    } finally {
      const next = waiting.shift();
      if (next)
        next(); // its place is handed on, so that nobody slips in between
      else running -= 1;
    }
  };
}
