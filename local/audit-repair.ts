import type { AuditResult } from '../lambda/audit/audit';
import { planRefunds, withdrawAndRefund } from '../lambda/audit/refunds';
import { planRepairs, repair, type Repair } from '../lambda/audit/repair';
import { lineOf, listed, type Mending } from './audit-mending';
import type { AuditSource } from './audit-source';

/** What makes stock agree with orders and receipts, and charges that are given back because their orders are over. */
export function repairing(source: AuditSource, found: AuditResult): Mending {
  const repairs = planRepairs(found);
  const refunds = planRefunds(found.payments);
  const references = refunds.map(({ reference }) => reference);
  const lines = [
    ...repairs.map(lineOfRepair),
    ...references.map((reference) => `payment ${reference}: refund`),
  ];

  return {
    document: { repairs, refunds: references },
    notes: found.unreadableOrders > 0 ? [cannotRepair(found.unreadableOrders)] : [],
    isEmpty: lines.length === 0,
    text: (does) => listed(lines, does, words),
    make: async (reason) => {
      const failures: string[] = [];
      for (const one of repairs) {
        const answer = await repair(source.repairs, one, reason).catch(lineOf);
        if (answer !== 'repaired')
          failures.push(`${one.sku}: ${notRepaired[answer] ?? answer}: run the repair again`);
      }
      for (const one of refunds) {
        const answer = await withdrawAndRefund(source, one);
        if (answer !== 'refunded') failures.push(`the refund of ${one.reference}: ${notRefunded[answer]}`);
      }
      return failures;
    },
  };
}

const words = { doing: 'repairing', would: 'repair', nothing: 'nothing that can be repaired' };

const notRepaired: Readonly<Record<string, string>> = {
  moved: 'it moved since it was counted, nothing was written',
  busy: 'the store was too busy, nothing was written',
  unknown: 'no answer from the store, it may or may not have been written',
};

const notRefunded = {
  registered: 'the carrier has the parcel, nothing was given back: a person decides',
  unknown: 'no answer from the carrier or the gateway: run the repair again',
} as const;

function lineOfRepair({ sku, from, to, quantity }: Repair): string {
  return `${sku}: received ${from.received} -> ${to.received}, available ${from.available} -> ${to.available}, receipt of ${quantity}`;
}

function cannotRepair(orders: number): string {
  return `no stock is repaired while orders cannot be read (${orders}), because their units are missing from the count: each is listed as unreadable, have it mended by somebody who knows what it was, then repair again`;
}
