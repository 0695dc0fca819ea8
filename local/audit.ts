import { runCommand, type Output, outputFor } from './command';
import { flag, json, text, url, UsageError, type Values } from './options';
import { type AuditSource, openAudit } from './audit-source';
import { audit, type Audit } from '../lambda/audit/audit';
import { planRefunds, planRepairs, repair, type Repair } from '../lambda/audit/repair';
import { auditTable, repairTable } from './audit-table';

const options = {
  dynamodb: url({ help: 'the DynamoDB endpoint of a running instance, as it printed it' }),
  stage: text({
    placeholder: 'NAME',
    help: 'of several stages in one account of AWS, which: its tables have the name of its state stack',
    fallback: undefined,
  }),
  data: text({ placeholder: 'DIR', help: 'the data folder of a stopped instance', fallback: undefined }),
  repair: flag('show what would make stock agree with orders and receipts, and what would be refunded'),
  reason: text({
    placeholder: 'TEXT',
    help: 'why, for the receipt that a repair leaves',
    fallback: undefined,
  }),
  yes: flag('do the repair that --repair shows'),
  json,
};

const command = {
  usage: 'npm run audit --',
  about:
    'Recounts every SKU from its orders and receipts, and payments and shipments from the orders. Exits 1 unless clean.',
  options,
};

type Asked = Values<typeof options>;

void runCommand(command, async (asked) => {
  assertSense(asked);
  const source = await openAudit(asked);
  try {
    return await auditAndRepair(source, asked, outputFor(asked.json));
  } finally {
    await source.close();
  }
});

function assertSense({ dynamodb, stage, data, repair: repairs, reason, yes }: Asked): void {
  if ((dynamodb === undefined) === (data === undefined)) {
    throw new UsageError(
      'say what to audit: --dynamodb URL (a running instance) or --data DIR (a stopped one), one of them',
    );
  }
  if (stage !== undefined && dynamodb === undefined)
    throw new UsageError('--stage goes with --dynamodb: a folder holds one stage');
  if (repairs && !reason)
    throw new UsageError('--repair needs --reason "…": the receipt that it leaves says why');
  if (yes && !repairs) throw new UsageError('--yes goes with --repair --reason "…"');
}

/** What a repair would do, or does: corrected stock items, and references of charges that are given back. */
interface Plan {
  readonly repairs: readonly Repair[];
  readonly refunds: readonly string[];
}

async function auditAndRepair(source: AuditSource, asked: Asked, output: Output): Promise<number> {
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
