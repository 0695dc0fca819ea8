import { deadlineOf, type DeadlineMessages, hop } from '../outbox/messages';
import type { PaymentGateway } from '../payment/payment-gateway';
import type { Level } from '../observe/measures';
import type { Observer } from '../world';
import { audit, type AuditResult } from './audit';
import type { Books } from './books';
import { isWrong } from './recount';
import { planRefunds } from './repair';

export interface AuditorWorld {
  readonly books: Books;
  readonly payments: Pick<PaymentGateway, 'refund'>;
  readonly deadlineMessages: DeadlineMessages;
  readonly now: () => Date;
  readonly observer: Pick<Observer, 'warn'> & {
    /** Says what an audit found, as it stands now: 0 is an answer too. */
    level(level: Level, value: number): void;
  };
}

/**
 * The scheduled audit: publishes what it found, has overdue orders finished, and refunds what was charged for an order that is over.
 * Its messages are not followed up: the next run sends them again, so that a long outage gathers no crowd of them.
 */
export async function runAuditor(world: AuditorWorld): Promise<void> {
  const found = await audit(world.books, world.now);
  const { overdue, payments } = found;
  publish(world, found);

  for (const order of overdue) {
    await world.deadlineMessages.send(hop({ ...deadlineOf(order, world.now()), once: true }));
  }
  for (const reference of planRefunds(payments)) await world.payments.refund(reference);
}

function publish({ observer, now }: AuditorWorld, { skus, orders, payments, overdue }: AuditResult): void {
  const wrong = skus.filter(isWrong);
  const unreceipted = wrong.filter((sku) => sku.unreceipted !== undefined);
  const due = overdue.map(({ dueAt }) => Date.parse(dueAt));

  observer.level(
    'drift',
    wrong.reduce((units, { drift }) => units + Math.abs(drift), 0),
  );
  observer.level('books_wrong', unreceipted.length + orders.length + payments.length);
  observer.level('overdue', overdue.length);
  observer.level('oldest_overdue_seconds', Math.max(0, ...due.map((at) => (now().getTime() - at) / 1000)));
  for (const finding of [...wrong, ...orders, ...payments])
    observer.warn('the books do not agree', { ...finding });
}
