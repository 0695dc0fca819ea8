import type { Answer, Creation, Item, Payer, Store, TransactionAnswer, Update } from '../guards/store';
import type { Settings } from '../settings';
import type { Clock } from './clock';
import type { Life } from './life';
import { book, type Meter } from './meter';
import type { Random } from './random';
import { serveUpdate, type Till } from './single-writes';
import type { Row, Table } from './table';
import { prepare } from './transactions';

export interface Dynamo {
  readonly clock: Clock;
  readonly random: Random;
  readonly settings: Settings;
  readonly table: Table;
  readonly meter: Meter;
  /** Tokens of transactions that were done, or are under way. */
  readonly tokens: Map<string, 'done' | 'under way'>;
}

/**
 * DynamoDB as one process sees it: a call travels, is served at one moment at the partition of its item, and travels back.
 * Half of a call's time lies before that moment.
 */
export function storeOf(dynamo: Dynamo, life: Life): Store {
  const { clock, table, meter } = dynamo;
  const { dynamodb } = dynamo.settings;
  const till = tillOf(dynamo);
  const back = dynamodb.networkMs / 2;

  return {
    get: (payer, key) =>
      new Promise((resolve) => {
        meter.calls += 1;
        const half = duration(dynamo, dynamodb.readMs) / 2;
        clock.after(half, () => {
          const item = serveRead(table.row(key), payer, meter, dynamodb.readUnitBytes);
          clock.deliver(life, item ? half : back, resolve, item);
        });
      }),

    update: (payer, request) =>
      new Promise((resolve) => {
        meter.calls += 1;
        const half = duration(dynamo, dynamodb.writeMs) / 2;
        clock.after(half, () => {
          const served = serveUpdate(table.row(request.key), request, payer, till);
          const isServed = served.kind === 'done' || served.kind === 'refused';
          const answer: Answer = isServed && isLost(dynamo) ? { kind: 'unanswered' } : served;
          const rest = answer.kind === 'unanswered' ? dynamodb.timeoutMs - half : isServed ? half : back;
          clock.deliver(life, rest, resolve, answer);
        });
      }),

    transact: (payer, token, members) =>
      new Promise((resolve) => {
        meter.calls += 1;
        const reply = (ms: number, answer: TransactionAnswer) => clock.deliver(life, ms, resolve, answer);
        transact(dynamo, { payer, token, members }, reply);
      }),
  };
}

interface Transaction {
  readonly payer: Payer;
  readonly token: string;
  readonly members: readonly (Update | Creation)[];
}

/** Two trips inside the store, prepare and commit; between them the items are held. */
function transact(
  dynamo: Dynamo,
  transaction: Transaction,
  reply: (ms: number, answer: TransactionAnswer) => void,
) {
  const { clock, table, tokens } = dynamo;
  const { dynamodb } = dynamo.settings;
  const { payer, token, members } = transaction;
  const whole = duration(dynamo, dynamodb.transactionMs);
  const back = dynamodb.networkMs / 2;

  clock.after(whole * dynamodb.preparedFrom, () => {
    const earlier = tokens.get(token);
    if (earlier) {
      reply(back, { kind: earlier === 'done' ? 'done' : 'raced' });
      return;
    }
    const preparation = prepare(table, members, payer, tillOf(dynamo));
    if (preparation.kind !== 'prepared') {
      reply(back, preparation);
      return;
    }
    tokens.set(token, 'under way');
    clock.after(whole * (dynamodb.preparedUntil - dynamodb.preparedFrom), () => {
      preparation.pending.commit();
      tokens.set(token, 'done');
      if (isLost(dynamo)) reply(dynamodb.timeoutMs, { kind: 'unanswered' });
      else reply(whole * (1 - dynamodb.preparedUntil), { kind: 'done' });
    });
  });
}

function tillOf({ meter, settings: { dynamodb } }: Dynamo): Till {
  return { meter, unitBytes: dynamodb.writeUnitBytes, transactionFactor: dynamodb.transactionFactor };
}

function duration({ random, settings: { dynamodb } }: Dynamo, median: number): number {
  return random.logNormal(median, dynamodb.latencySigma) + dynamodb.networkMs;
}

function isLost({ random, settings: { dynamodb } }: Dynamo): boolean {
  return dynamodb.lostAnswers > 0 && random.next() < dynamodb.lostAnswers;
}

function serveRead(row: Row, payer: Payer, meter: Meter, unitBytes: number): Item | undefined {
  const units = Math.max(1, Math.ceil(row.bytes / unitBytes));
  if (row.reads && !row.reads.take(units)) return undefined;

  book(meter, payer, 0, units);
  return row.item;
}
