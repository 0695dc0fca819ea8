import { audit, COMMAND_PASSES, findsWrong, type Audit, type AuditResult } from '../lambda/audit/audit';
import type { Mending } from './audit-mending';
import { reconciling } from './audit-reconcile';
import { repairing } from './audit-repair';
import type { AuditSource } from './audit-source';
import { auditTable } from './audit-table';
import type { Output } from './command';

export interface Asked {
  readonly repair: boolean;
  readonly reconcile: boolean;
  readonly reason?: string | undefined;
  readonly yes: boolean;
  readonly json: boolean;
}

/** Nothing wrong was found, but something could not be judged. */
const NOT_JUDGED = 3;

/** Audits, shows what would mend the books, does it and audits again, as far as is asked. Returns the exit code. */
export async function runAudit(source: AuditSource, asked: Asked, output: Output): Promise<number> {
  const before = await auditNow(source, asked, output);
  const mending = await mendingOf(source, asked, before);
  if (!mending) return conclude(before, output);

  for (const note of mending.notes) output.say(note);
  if (!asked.json) output.say(mending.text(asked.yes));
  if (!asked.yes || mending.isEmpty) return conclude(before, output, mending);

  const failures = await mending.make(asked.reason ?? '');
  for (const failure of failures) output.say(failure);
  const code = conclude(await auditNow(source, asked, output), output, mending);
  return failures.length > 0 ? 1 : code;
}

async function mendingOf(
  source: AuditSource,
  { repair, reconcile }: Asked,
  found: AuditResult,
): Promise<Mending | undefined> {
  if (repair) return repairing(source, found);
  return reconcile ? await reconciling(source, found) : undefined;
}

async function auditNow({ books }: AuditSource, { json }: Asked, output: Output): Promise<AuditResult> {
  const found = await audit(books, () => new Date(), COMMAND_PASSES);
  if (!json) output.say(auditTable(found));
  return found;
}

function conclude(found: Audit, output: Output, mending?: Mending): number {
  const { clean, skus, unjudged, orders, payments } = found;
  output.result({ clean, skus, unjudged, orders, payments, ...mending?.document });

  if (findsWrong(found)) return 1;
  return clean ? 0 : NOT_JUDGED;
}
