/** Turns for work of which only so much may be done at a time: first come, first served. */
export interface Turns {
  /**
   * Whether a turn was given: not where too many wait already, and not where `waiting` is aborted first.
   * A turn that was given has to be ended.
   */
  readonly begin: (waiting?: AbortSignal) => Promise<boolean>;
  readonly end: () => void;
}

export function turnsOf(limit: number, mostWaiting = Infinity): Turns {
  const queue = new Set<() => void>();
  let taken = 0;

  const wait = (waiting: AbortSignal | undefined): Promise<boolean> =>
    new Promise((resolve) => {
      const called = () => resolve(true);
      queue.add(called);
      waiting?.addEventListener('abort', () => {
        queue.delete(called);
        resolve(false); // changes nothing where the turn has come
      });
    });

  return {
    begin: async (waiting) => {
      if (taken >= limit) return queue.size < mostWaiting && (await wait(waiting));
      taken += 1;
      return true;
    },
    end: () => {
      const [next] = queue;
      if (next) {
        queue.delete(next);
        next(); // its place is handed on, so that nobody slips in between
      } else taken -= 1;
    },
  };
}

/**
 * Runs at most so many calls at a time; the others wait their turn.
 * A process that takes on more than it can do has every call time out, and finishes none.
 */
export function atMost<Args extends readonly unknown[], Result>(
  limit: number,
  run: (...args: Args) => Promise<Result>,
): (...args: Args) => Promise<Result> {
  const turns = turnsOf(limit);

  return async (...args) => {
    await turns.begin();
    try {
      return await run(...args);
    } finally {
      turns.end();
    }
  };
}
