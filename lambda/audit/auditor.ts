import type { Level } from '../observe/measures';
import { deadlineOf, type DeadlineMessages, hop } from '../outbox/messages';
import type { Observer } from '../world';
import { audit, type AuditResult } from './audit';
import type { Books } from './books';
import { isWrong, type SkuCount } from './recount';
import { planRefunds, withdrawAndRefund, type RefundWorld } from './refunds';

/** So many SKUs are named in a line of the log; a busy shop has thousands that move. */
const MOST_NAMED = 20;

export interface AuditorWorld extends RefundWorld {
  readonly books: Books;
  readonly deadlineMessages: DeadlineMessages;
  readonly now: () => Date;
  readonly observer: Pick<Observer, 'warn'> & {
    /** Says what an audit found, as it stands now: 0 is an answer too. */
    level(level: Level, value: number): void;
  };
  /** Nothing that is due is done, and nothing is refunded: after a restore the tables are not to be believed yet. @default false */
  readonly deadlinesHeld?: boolean;
}

/**
 * The scheduled audit: publishes what it found, has overdue orders finished, and refunds what was charged for an order that is over.
 * Its messages are not followed up: the next run sends them again, so that a long outage gathers no crowd of them.
 */
export async function runAuditor(world: AuditorWorld): Promise<void> {
  const { observer, deadlinesHeld = false } = world;
  const found = await audit(world.books, world.now);
  publish(world, found);

  observer.level('deadlines_held', deadlinesHeld ? 1 : 0);
  if (deadlinesHeld) {
    observer.warn('deadlines and refunds are held', { count: found.overdue.length });
    return;
  }
  for (const order of found.overdue) {
    await world.deadlineMessages.send(hop({ ...deadlineOf(order, world.now()), once: true }));
  }
  for (const refund of planRefunds(found.payments)) {
    const outcome = await withdrawAndRefund(world, refund);
    if (outcome !== 'refunded') observer.warn('a charge was not given back', { ...refund, outcome });
  }
}

function publish({ observer, now }: AuditorWorld, found: AuditResult): void {
  const { skus, unjudged, orders, payments, overdue } = found;
  const wrong = skus.filter(isWrong);
  const due = overdue.map(({ dueAt }) => Date.parse(dueAt));
  const drift = wrong.reduce((units, row) => units + Math.abs(row.drift), 0);
  const wrongBooks = wrong.filter(isWrongBesideDrift).length + orders.length + payments.length;

  observer.level('drift', drift);
  observer.level('books_wrong', wrongBooks);
  observer.level('unsettled', unjudged.length);
  observer.level('overdue', overdue.length);
  observer.level('oldest_overdue_seconds', Math.max(0, ...due.map((at) => (now().getTime() - at) / 1000)));
  for (const row of wrong) observer.warn('the books do not agree', { ...row, detail: row.unreadable });
  for (const { orderId, wrong: what, detail, ...more } of [...orders, ...payments]) {
    const reference = 'reference' in more ? more.reference : undefined; // and not whose order it is
    observer.warn('the books do not agree', {
      orderId,
      wrong: what,
      detail,
      ...(reference && { reference }),
    });
  }
  if (unjudged.length > 0) {
    const detail = unjudged.slice(0, MOST_NAMED).join(' ');
    observer.warn('products moved in every count', { count: unjudged.length, detail });
  }
}

/** Units sold that were never there, receipts that are missing, items that cannot be read. */
function isWrongBesideDrift(row: SkuCount): boolean {
  return isWrong({ ...row, drift: 0 });
}
