import { auditAndRepair } from './audit-run';
import { openAudit } from './audit-source';
import { outputFor, runCommand } from './command';
import { flag, json, text, url, UsageError, type Values } from './options';

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
