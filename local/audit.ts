import { runAudit } from './audit-run';
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
  reconcile: flag('after a restore: show which orders would be made paid, by charges that the gateway has'),
  reason: text({
    placeholder: 'TEXT',
    help: 'why: in the receipt of a repair, and in the timeline of an order, which its customer may read',
    fallback: undefined,
  }),
  yes: flag('do what --repair or --reconcile shows'),
  json,
};

const command = {
  usage: 'npm run audit --',
  about:
    'Recounts every SKU from its orders and receipts, and payments and shipments from the orders. Exits 0 if all is clean, 1 if something is wrong, 3 if nothing wrong was found but a product moved in every count.',
  options,
};

type Asked = Values<typeof options>;

void runCommand(command, async (asked) => {
  assertSense(asked);
  const source = await openAudit(asked);
  try {
    return await runAudit(source, asked, outputFor(asked.json));
  } finally {
    await source.close();
  }
});

function assertSense({ dynamodb, stage, data, repair, reconcile, reason, yes }: Asked): void {
  const mends = repair || reconcile;
  if ((dynamodb === undefined) === (data === undefined)) {
    throw new UsageError(
      'say what to audit: --dynamodb URL (a running instance) or --data DIR (a stopped one), one of them',
    );
  }
  if (stage !== undefined && dynamodb === undefined)
    throw new UsageError('--stage goes with --dynamodb: a folder holds one stage');
  if (repair && reconcile) throw new UsageError('--repair or --reconcile, one at a time: reconcile first');
  if (mends && !reason)
    throw new UsageError('--repair and --reconcile need --reason "…": what they write says why');
  if (yes && !mends) throw new UsageError('--yes goes with --repair or --reconcile, and --reason "…"');
}
