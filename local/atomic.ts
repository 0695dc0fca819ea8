import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { failingMember, racingTransactions } from './atomic/transactions';
import { racingConditions, racingCreations } from './atomic/conditions';
import { equalTokens, reusedToken } from './atomic/tokens';
import { withScratchTable, type Scratch } from './atomic/scratch';

/** What a store was seen to be. `unknown`: something needed for the answer could not be tried. */
export type Verdict = 'atomic' | 'not atomic' | 'unknown';

/** One thing that an atomic store never gets wrong. */
export interface Check {
  readonly name: string;
  /** `undefined` where it could not be tried. */
  readonly held: boolean | undefined;
  /** What was seen where it did not hold, or why it could not be tried. */
  readonly detail?: string;
}

export interface AtomicProof {
  readonly verdict: Verdict;
  readonly checks: readonly Check[];
}

/** Answers what was wrong, or nothing. @throws where it could not be tried */
type Trial = (scratch: Scratch) => Promise<string | undefined>;

const trials: readonly (readonly [string, Trial])[] = [
  ['racing conditional updates never go below zero', racingConditions],
  ['of racing creations of one item exactly one succeeds', racingCreations],
  ['a transaction with one failing member writes nothing', failingMember],
  ['racing transactions take each unit once', racingTransactions],
  ['two transactions with one token are applied once', equalTokens],
  ['a token with other parameters is refused', reusedToken],
];

/**
 * Races writes against a store, in a table of its own that is deleted again, and says whether it is atomic.
 * A race that comes out right proves little and one that comes out wrong proves everything: hence several rounds of each.
 */
export async function proveAtomic(client: DynamoDBClient): Promise<AtomicProof> {
  try {
    const checks = await withScratchTable(client, runAll);
    return { verdict: verdictOf(checks), checks };
  } catch (error) {
    const detail = reasonOf(error);
    return { verdict: 'unknown', checks: trials.map(([name]) => ({ name, held: undefined, detail })) };
  }
}

/** One line for people, with what was seen where it is bad. */
export function atomicSentence({ verdict, checks }: AtomicProof): string {
  const bad = checks.filter(({ held }) => held !== true);
  const why = bad.map(({ name, detail }) => `${name}: ${detail ?? 'no'}`).join('; ');

  if (verdict === 'atomic') return `this store is atomic (${checks.length} kinds of race held)`;
  if (verdict === 'not atomic') return `this store is not atomic (${why})`;
  return `whether this store is atomic is unknown (${why})`;
}

async function runAll(scratch: Scratch): Promise<readonly Check[]> {
  const checks: Check[] = [];
  for (const [name, trial] of trials) checks.push(await run(name, trial, scratch));

  return checks;
}

async function run(name: string, trial: Trial, scratch: Scratch): Promise<Check> {
  try {
    const wrong = await trial(scratch);
    return wrong === undefined ? { name, held: true } : { name, held: false, detail: wrong };
  } catch (error) {
    return { name, held: undefined, detail: reasonOf(error) };
  }
}

function verdictOf(checks: readonly Check[]): Verdict {
  if (checks.some(({ held }) => held === false)) return 'not atomic';

  return checks.every(({ held }) => held === true) ? 'atomic' : 'unknown';
}

function reasonOf(error: unknown): string {
  const { name, message } = error as Error;

  return `${name}: ${message}`.slice(0, 200);
}
