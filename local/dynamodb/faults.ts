import type { Engine } from './engine';
import { failure } from './failure';
import { type HttpAnswer, type HttpCall, type Served, serveHttp } from './http';
import { delayedIndexes } from './index-delay';
import { asHttp, operationOf, parse } from './server';
import { staleReads } from './stale-reads';
import { cancelled, none } from './transact-write';
import { upstreamOf } from './upstream';

/** What goes wrong, as real DynamoDB does now and then. Shares are of the calls that a fault can meet, from 0 to 1. */
export interface Faults {
  /** Share of writes and transactions refused because another transaction is at the same item; nothing is applied. */
  readonly conflict: number;
  /** Share of reads and writes refused for load; nothing is applied. */
  readonly throttle: number;
  /** Share of reads and writes that are done and then not answered. */
  readonly lostAnswer: number;
  /** Milliseconds by which global indexes are behind their tables. */
  readonly indexDelay: number;
  /** Share of eventually consistent reads answered as their table was before the latest writes. */
  readonly staleReads: number;
}

const names = {
  conflict: 'conflict',
  throttle: 'throttle',
  'lost-answer': 'lostAnswer',
  'index-delay': 'indexDelay',
  'stale-reads': 'staleReads',
} as const;

/**
 * Reads `conflict=0.05,throttle=0.02,lost-answer=0.05,index-delay=200,stale-reads=0.1`; what is not named does not happen.
 *
 * @throws Error which says what is wanted
 */
export function parseFaults(text: string): Faults {
  const faults = { conflict: 0, throttle: 0, lostAnswer: 0, indexDelay: 0, staleReads: 0 };
  for (const part of text.split(',')) {
    const [name = '', given = '', ...more] = part.trim().split('=');
    if (!(name in names)) {
      throw new Error(`unknown fault "${name}", wanted ${Object.keys(names).join(', ')}`);
    }
    faults[names[name as keyof typeof names]] = amount(name, [given, ...more].join('='));
  }
  return faults;
}

function amount(name: string, text: string): number {
  const value = text.trim() === '' ? NaN : Number(text);
  if (name === 'index-delay') {
    if (Number.isInteger(value) && value >= 0) return value;
    throw new Error(`${name} must be a whole number of milliseconds, got ${text || 'nothing'}`);
  }
  if (value >= 0 && value <= 1) return value;
  throw new Error(`${name} must be a share from 0 to 1, got ${text || 'nothing'}`);
}

const singleWrites = new Set(['PutItem', 'UpdateItem', 'DeleteItem']);
const transactions = new Set(['TransactWriteItems', 'TransactGetItems']);
const others = new Set(['GetItem', 'Query', 'Scan', 'BatchGetItem', 'BatchWriteItem']);

/**
 * A front of its own, on a free loopback port, through which calls meet faults on their way to an engine or another
 * endpoint. Calls to the target itself meet none. Operations on tables and streams pass untouched, as do headers.
 *
 * @param seed the same seed and order of calls meet the same faults
 */
export function serveFaults(target: Engine | string, faults: Faults, seed = Date.now()): Promise<Served> {
  const upstream = upstreamOf(target);
  const dice = makeDice(seed);
  const indexes = faults.indexDelay > 0 ? delayedIndexes(upstream, faults.indexDelay) : upstream;
  const reads = faults.staleReads > 0 ? staleReads(indexes) : indexes;

  return serveHttp(async (call) => {
    const operation = operationOf(call) ?? '';
    const conflicts = singleWrites.has(operation) || transactions.has(operation);
    if (!conflicts && !others.has(operation)) return upstream(call);

    // five throws for each call, whatever comes of them, so that one fault's share does not change another's calls
    const [conflict, throttle, lost, stale, member] = [dice(), dice(), dice(), dice(), dice()];
    if (conflicts && conflict < faults.conflict) return refusal(call, 'TransactionConflict', member);
    if (throttle < faults.throttle) return refusal(call, 'ThrottlingError', member);
    const answer = await reads(call, stale < faults.staleReads);
    return lost < faults.lostAnswer ? 'lost' : answer;
  }, 0);
}

type Trouble = 'TransactionConflict' | 'ThrottlingError';

const messages = {
  TransactionConflict: 'Transaction is ongoing for the item',
  ThrottlingError: 'Throughput exceeds the current capacity of your table or index.',
};

/** @param chance from 0 up to 1: which member of a transaction is the one in trouble */
function refusal(call: HttpCall, trouble: Trouble, chance: number): HttpAnswer {
  const refused = transactions.has(operationOf(call) ?? '')
    ? cancelled(reasons(call, { Code: trouble, Message: messages[trouble] }, chance))
    : trouble === 'TransactionConflict'
      ? failure('TransactionConflictException', messages.TransactionConflict)
      : failure('ProvisionedThroughputExceededException', messages.ThrottlingError);

  return asHttp({ status: 400, body: refused.body });
}

function reasons(call: HttpCall, reason: typeof none & { Message: string }, chance: number): (typeof none)[] {
  const members = (parse(call.text) as { TransactItems?: unknown[] } | undefined)?.TransactItems ?? [];
  const chosen = Math.floor(chance * members.length);
  return members.map((_, at) => (at === chosen ? reason : none));
}

type Dice = () => number;

/** Numbers from 0 up to 1 that follow from the seed alone (a 32-bit counter, mixed). */
function makeDice(seed: number): Dice {
  let counter = seed >>> 0;
  return () => {
    counter = (counter + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(counter ^ (counter >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}
