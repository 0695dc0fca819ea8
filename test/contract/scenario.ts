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

/**
 * Runs all scenarios at once: most of their time is waiting for a deadline, and a shop serves many at once anyway.
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
      for (const one of all) running.set(one, outcome(one, shop, program));
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
