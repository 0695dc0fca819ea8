import type { AuditResult } from '../lambda/audit/audit';
import { planReconcile, reconcile } from '../lambda/audit/reconcile';
import { lineOf, listed, type Mending } from './audit-mending';
import type { AuditSource } from './audit-source';

/** What makes orders paid again that a restore has put back to before their payment. */
export async function reconciling(source: AuditSource, found: AuditResult): Promise<Mending> {
  const { paid, forPerson } = await planReconcile(source.books, found);
  const reconciled = paid.map(({ order: { orderId }, reference }) => ({ orderId, reference }));
  const lines = paid.map(
    ({ order: { orderId, status }, reference }) =>
      `order ${orderId}: ${status} -> paid, by the charge ${reference}`,
  );

  return {
    document: { reconciled, forPerson },
    notes: forPerson.length > 0 ? [leftToAPerson(forPerson.length)] : [],
    isEmpty: paid.length === 0,
    text: (does) => listed(lines, does, words),
    make: async (reason) => {
      const failures: string[] = [];
      for (const one of paid) {
        const answer = await reconcile(source, one, reason).catch(lineOf);
        if (answer !== 'paid')
          failures.push(`order ${one.order.orderId}: ${notReconciled[answer] ?? answer}: run it again`);
      }
      return failures;
    },
  };
}

const words = {
  doing: 'reconciling',
  would: 'reconcile',
  nothing: 'no order waits for a payment that the gateway has',
};

const notReconciled: Readonly<Record<string, string>> = {
  changed: 'it changed since it was read, nothing was written',
};

function leftToAPerson(findings: number): string {
  return `${findings} of the findings are left to a person: nobody can tell from the books what is right`;
}
