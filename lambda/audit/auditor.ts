import { deadlineOf, type DeadlineMessages, hop } from '../outbox/messages';
import type { PaymentGateway } from '../payment/payment-gateway';
import type { Observer } from '../world';
import { audit } from './audit';
import type { Books } from './books';
import { isWrong } from './recount';

export interface AuditorWorld {
  readonly books: Books;
  readonly payments: Pick<PaymentGateway, 'refund'>;
  readonly deadlineMessages: DeadlineMessages;
  readonly now: () => Date;
  readonly observer: Observer;
}

/**
 * The scheduled audit: publishes drift, has overdue orders finished, and refunds what was charged for an order that is over.
 * Its messages are not followed up: the next run sends them again, so that a long outage gathers no crowd of them.
 */
export async function runAuditor(world: AuditorWorld): Promise<void> {
  const { skus, orders, payments, overdue } = await audit(world.books, world.now);
  const wrong = skus.filter(isWrong);

  world.observer.count('drift', wrong.length + orders.length + payments.length);
  world.observer.count('deadline_overdue', overdue.length);
  for (const finding of [...wrong, ...orders, ...payments])
    world.observer.warn('the books do not agree', { ...finding });

  for (const order of overdue) {
    await world.deadlineMessages.send(hop({ ...deadlineOf(order, world.now()), once: true }));
  }
  for (const { wrong: kind, reference } of payments) {
    if (kind === 'not_refunded') await world.payments.refund(reference);
  }
}
