import { audit, type Audit } from '../lambda/audit/audit';
import { planRefunds, planRepairs, repair, type Repair } from '../lambda/audit/repair';
import type { AuditSource } from './audit-source';
import { auditTable, repairTable } from './audit-table';
import type { Output } from './command';

/** What a repair would do, or does: corrected stock items, and references of charges that are given back. */
interface Plan {
  readonly repairs: readonly Repair[];
  readonly refunds: readonly string[];
}

export interface Asked {
  readonly repair: boolean;
  readonly reason?: string | undefined;
  readonly yes: boolean;
  readonly json: boolean;
}

/** Audits, plans a repair, makes it and audits again, as far as is asked. Returns the exit code. */
export async function auditAndRepair(source: AuditSource, asked: Asked, output: Output): Promise<number> {
  const before = await audit(source.books, () => new Date());
  if (!asked.json) output.say(auditTable(before));
  if (!asked.repair) return conclude(before, output);

  const plan = {
    repairs: planRepairs(before.skus, await source.books.stock()),
    refunds: planRefunds(before.payments),
  };
  if (!asked.json) output.say(repairTable(plan, asked.yes));
  if (!asked.yes) return conclude(before, output, plan);

  await doRepairs(source, plan, { reason: asked.reason ?? '', output });
  const after = await audit(source.books, () => new Date());
  if (!asked.json) output.say(auditTable(after));
  return conclude(after, output, plan);
}

async function doRepairs(
  source: AuditSource,
  { repairs, refunds }: Plan,
  { reason, output }: { readonly reason: string; readonly output: Output },
): Promise<void> {
  for (const one of repairs) {
    const done = await repair(source.repairs, one, reason);
    if (!done)
      output.say(`${one.sku} moved while it was repaired: nothing was written, run the repair again`);
  }
  for (const reference of refunds) {
    const answer = await source.payments.refund(reference);
    if (answer === 'unknown') output.say(`the refund of ${reference} got no answer: run the repair again`);
  }
}

function conclude({ clean, skus, orders, payments }: Audit, output: Output, plan?: Plan): number {
  output.result({ clean, skus, orders, payments, ...plan });
  return clean ? 0 : 1;
}
