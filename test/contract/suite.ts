import { hangUp } from './http';
import { atRest, wrongAtRest } from './invariants';
import { startProgram, type Program } from './program';
import { scenarios, type Scenario } from './scenario';
import { openShop, type Shop } from './shop';
import { eventually } from './shopping';
import { readTables, type Tables } from './tables';
import { serverErrors, wrongInAnswers } from './witness';

/** Starting, all scenarios at once with the longest retries there are, and coming to rest. */
const SUITE_TIMEOUT_MS = 180_000;

export interface Suite {
  readonly name: string;
  readonly options: readonly string[];
  readonly faulty?: boolean;
  readonly scenarios: readonly Scenario[];
}

/**
 * Starts a program for each suite, runs all scenarios of all suites at once (they mostly wait), then reads the tables at rest.
 */
export function suites(...all: readonly Suite[]): void {
  const shops = all.map(opening);

  jest.setTimeout(SUITE_TIMEOUT_MS);
  beforeAll(async () => {
    await Promise.all(shops.map(async ({ open }) => await open()));
  });
  afterAll(async () => {
    hangUp();
    await Promise.all(shops.map(async ({ close }) => await close()));
  });

  for (const { name, tests } of shops) describe(name, tests);
}

interface Opening {
  readonly name: string;
  readonly open: () => Promise<void>;
  readonly close: () => Promise<void>;
  readonly tests: () => void;
}

function opening({ name, options, faulty = false, scenarios: all }: Suite): Opening {
  const running = scenarios(all);
  let program: Program | undefined;
  let shop: Shop;
  let atEnd: Promise<Tables> | undefined;
  const tables = async (): Promise<Tables> => {
    await running.rest();
    atEnd ??= tablesAtRest(program?.dynamodbUrl ?? '');
    return await atEnd.catch((error: unknown) => {
      throw new Error(`${String(error)}\nthe program said:\n${program?.output().slice(-3_000) ?? 'nothing'}`);
    });
  };

  return {
    name,
    open: async () => {
      program = await startProgram(options);
      shop = await openShop(program.url, faulty);
      running.begin(shop, program);
    },
    close: async () => {
      await program?.stop();
    },
    tests: () => {
      running.tests();

      test('I1 to I6, I9, I10: at rest the tables agree with each other', async () => {
        const { orders, ...others } = await tables();

        expect(orders.length).toBeGreaterThan(0);
        expect(wrongAtRest({ orders, ...others })).toEqual([]);
      });

      test('I7, I8, I10, I12: every answer agrees with the tables and with every other answer', async () => {
        expect(wrongInAnswers(shop.journal, await tables())).toEqual([]);
      });

      if (faulty) return;
      test('nobody was answered with a server error', async () => {
        await tables();

        expect(serverErrors(shop.journal)).toEqual([]);
      });
    },
  };
}

/** Waits until nothing is half done. */
export async function tablesAtRest(dynamodbUrl: string): Promise<Tables> {
  return await eventually('tables at rest', async () => await readTables(dynamodbUrl), atRest);
}
