import type { UnfinishedOrder } from '../order/order';
import type { Books } from './books';
import type { OrderFinding, PaymentFinding } from './findings';
import { isSuspect, judge, type Judged } from './judge';
import { type Pass, readThrough } from './pass';
import { isWrong, type Counted, type SkuCount } from './recount';

/** The scheduled audit comes again soon: it reads twice at most, which confirms a difference. */
const SCHEDULED_PASSES = 2;
/** A person waits for the answer: a product that sells all the time gets more chances to stand still. */
export const COMMAND_PASSES = 4;

export interface Audit {
  readonly clean: boolean;
  readonly skus: readonly SkuCount[];
  /** SKUs that moved in every pass: nothing is known of them, and an audit that has some is not clean. */
  readonly unjudged: readonly string[];
  readonly orders: readonly OrderFinding[];
  readonly payments: readonly PaymentFinding[];
}

export interface AuditResult extends Audit {
  /** The SKUs as they were judged, each with the stock that the judgement rests on. */
  readonly judged: readonly Judged[];
  /** Orders that cannot be read: while there is one, units may be missing from any SKU's count. */
  readonly unreadableOrders: number;
  /** Unfinished orders past their deadline: their timer was lost, or is about to ring. */
  readonly overdue: readonly UnfinishedOrder[];
}

/**
 * Recounts stock from orders and receipts, and the gateway's and the carrier's books from the orders' states, while selling goes on.
 * A difference is called wrong only when two passes running find it on something that did not change in between.
 * Reads everything at most `mostPasses` times, and stops when all is judged and nothing waits to be confirmed.
 */
export async function audit(
  books: Books,
  now: () => Date,
  mostPasses = SCHEDULED_PASSES,
): Promise<AuditResult> {
  const passes: Pass[] = [];
  do {
    passes.push(await readThrough(books, now()));
  } while (passes.length < mostPasses && !isSettled(passes));

  return resultOf(passes);
}

/** Whether something is wrong, beside what could not be judged. */
export function findsWrong({ skus, orders, payments }: Audit): boolean {
  return skus.some(isWrong) || orders.length > 0 || payments.length > 0;
}

function isSettled(passes: readonly Pass[]): boolean {
  const [last, before] = lastTwo(passes);
  const counts = countsBySku(passes);

  return (
    counts.every((of) => judge(of).judgement !== 'unjudged' && !isSuspect(of)) &&
    [...last.orders.keys()].every((name) => before?.orders.has(name)) &&
    [...last.payments.keys()].every((name) => before?.payments.has(name))
  );
}

function resultOf(passes: readonly Pass[]): AuditResult {
  const [last, before] = lastTwo(passes);
  const judged = countsBySku(passes).map(judge);
  const skus = judged.map(({ row }) => row);
  const unjudged = judged.filter(({ judgement }) => judgement === 'unjudged').map(({ row }) => row.sku);
  const orders = foundTwice(last.orders, before?.orders);
  const payments = foundTwice(last.payments, before?.payments);
  const found = { clean: false, skus, unjudged, orders, payments };

  return {
    ...found,
    clean: !findsWrong(found) && unjudged.length === 0,
    judged,
    unreadableOrders: last.unreadableOrders,
    overdue: last.overdue,
  };
}

function foundTwice<Finding>(
  last: ReadonlyMap<string, Finding>,
  before: ReadonlyMap<string, Finding> | undefined,
): readonly Finding[] {
  return [...last].filter(([name]) => before?.has(name)).map(([, finding]) => finding);
}

/** The counts of each SKU that the last pass saw, the oldest first. */
function countsBySku(passes: readonly Pass[]): readonly (readonly Counted[])[] {
  const maps = passes.map(({ skus }) => new Map(skus.map((count) => [count.row.sku, count])));
  const skus = [...(maps.at(-1)?.keys() ?? [])];

  return skus.map((sku) => maps.flatMap((counts) => counts.get(sku) ?? []));
}

function lastTwo(passes: readonly Pass[]): readonly [Pass, Pass | undefined] {
  const last = passes.at(-1);
  if (!last) throw new Error('an audit has at least one pass, got none');

  return [last, passes.at(-2)];
}
