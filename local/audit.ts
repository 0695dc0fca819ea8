import { runCommand, type Output, outputFor, Refusal } from './command';
import { quieten } from './environment';
import { flag, json, text, url, type Values } from './options';
import { type AuditSource, openAudit } from './audit-source';
import { audit, type Audit } from '../lambda/audit/audit';
import { planRepairs, repair, type Repair } from '../lambda/audit/repair';
import { auditTable, repairTable } from './audit-table';

const options = {
  dynamodb: url({ help: 'the DynamoDB endpoint of a running instance, as it printed it' }),
  data: text({ placeholder: 'DIR', help: 'the data folder of a stopped instance', fallback: undefined }),
  repair: flag('show what would be written to make stock agree with orders and receipts'),
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
  quieten(process.env);
  const source = await openAudit(asked);
  try {
    return await auditAndRepair(source, asked, outputFor(asked.json));
  } finally {
    await source.close();
  }
});

function assertSense({ dynamodb, data, repair: repairs, reason, yes }: Asked): void {
  if ((dynamodb === undefined) === (data === undefined)) {
    throw new Refusal(
      'say what to audit: --dynamodb URL (a running instance) or --data DIR (a stopped one), one of them',
    );
  }
  if (repairs && !reason)
    throw new Refusal('--repair needs --reason "…": the receipt that it leaves says why');
  if (yes && !repairs) throw new Refusal('--yes goes with --repair --reason "…"');
}

async function auditAndRepair(source: AuditSource, asked: Asked, output: Output): Promise<number> {
  const before = await audit(source.books, () => new Date());
  const plans = asked.repair ? planRepairs(before.skus, await source.books.stock()) : [];
  if (!asked.json) output.say(auditTable(before));
  if (asked.repair && !asked.json) output.say(repairTable(plans, asked.yes));

  if (!asked.repair || !asked.yes) return conclude(before, output, plans);
  await doRepairs(source, plans, { reason: asked.reason ?? '', output });
  const after = await audit(source.books, () => new Date());
  if (!asked.json) output.say(auditTable(after));
  return conclude(after, output, plans);
}

async function doRepairs(
  source: AuditSource,
  plans: readonly Repair[],
  { reason, output }: { readonly reason: string; readonly output: Output },
): Promise<void> {
  for (const plan of plans) {
    const done = await repair(source.repairs, plan, reason);
    if (!done)
      output.say(`${plan.sku} moved while it was repaired: nothing was written, run the repair again`);
  }
}

function conclude(
  { clean, skus, orders, payments }: Audit,
  output: Output,
  repairs: readonly Repair[],
): number {
  output.result({ clean, skus, orders, payments, ...(repairs.length > 0 && { repairs }) });
  return clean ? 0 : 1;
}
