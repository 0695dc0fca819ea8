import type { Program } from './program';
import type { Shop } from './shop';

/** One claim about the contract, checked on a running shop that serves others meanwhile. */
export interface Scenario {
  readonly claim: string;
  readonly check: (shop: Shop, program: Program) => Promise<void>;
}

export function scenario(claim: string, check: Scenario['check']): Scenario {
  return { claim, check };
}

interface Outcome {
  readonly error?: Error;
}

/** Each asks up to sixty things at once: more of them together are a load test, which is another thing. */
const AT_ONCE = 16;

/**
 * Runs many scenarios at once: most of their time is waiting for a deadline, and a shop serves many at once anyway.
 * Call `begin` in `beforeAll`; each test waits for its own outcome, in the order of the list.
 */
export function scenarios(all: readonly Scenario[]): {
  begin(shop: Shop, program: Program): void;
  tests(): void;
  /** When all have ended, well or not. */
  rest(): Promise<void>;
} {
  const running = new Map<Scenario, Promise<Outcome>>();

  return {
    begin(shop, program) {
      const free = turns(AT_ONCE);
      for (const one of all)
        running.set(
          one,
          free(async () => await outcome(one, shop, program)),
        );
    },
    tests() {
      for (const one of all) {
        test(one.claim, async () => {
          const ended = await running.get(one);
          if (ended === undefined) throw new Error('the program did not start');
          if (ended.error !== undefined) throw ended.error;
        });
      }
    },
    async rest() {
      await Promise.all(running.values());
    },
  };
}

async function outcome({ check }: Scenario, shop: Shop, program: Program): Promise<Outcome> {
  try {
    await check(shop, program);
    return {};
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }
}

/** Starts in the given order, so many at once. */
function turns(most: number): <T>(run: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;

  return async (run) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      return await run();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
}
