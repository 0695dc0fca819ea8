import { randomInt } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { audit, COMMAND_PASSES } from '../lambda/audit/audit';
import { atomicSentence, proveAtomic, type AtomicProof } from './atomic';
import { openAudit } from './audit-source';
import { outputFor, runCommand } from './command';
import { makeMeter, type Meter } from './demo/meter';
import { reportDocument, reportText, type Report } from './demo/report';
import { sell } from './demo/sale';
import { openShop } from './demo/shop';
import { problemsIn, rounded, tally, type Seen } from './demo/tally';
import { quieten } from './environment';
import { json, url, wholeNumber, type Values } from './options';
import { type LocalRun, runLocal } from './run';

const options = {
  url: url({ help: 'a running instance; without one, it starts its own' }),
  buyers: wholeNumber({ placeholder: 'N', help: 'who all come at once', fallback: 500, from: 1, to: 20_000 }),
  units: wholeNumber({ placeholder: 'N', help: 'units in stock', fallback: 100, from: 1, to: 1_000_000 }),
  seed: wholeNumber({
    placeholder: 'N',
    help: 'fixes whose cards are declined and who clicks twice; without one, another run each time',
    fallback: undefined,
    from: 0,
    to: 4_294_967_295,
  }),
  json,
};

const command = {
  usage: 'npm run demo --',
  about:
    'A crowd wants more than there is: some cards are declined, some buyers click twice. Exits 1 unless everything adds up.',
  options,
};

type Asked = Values<typeof options>;
type Say = (line: string) => void;

void runCommand(command, async (asked) => {
  quieten(process.env);
  const seed = asked.seed ?? randomInt(1_000_000);
  const say: Say = (line) => void process.stderr.write(`${line}\n`);

  const report = await (asked.url === undefined
    ? inOwnShop(asked, seed, say)
    : inShopAt(asked.url, asked, { seed, say }));
  outputFor(asked.json).result(reportDocument(report), reportText(report));
  return report.problems.length === 0 ? 0 : 1;
});

async function inOwnShop(asked: Asked, seed: number, say: Say): Promise<Report> {
  const meter = makeMeter();
  const run = await runLocal({ port: 0, seed: 'none', wrap: meter.wrap });

  try {
    return await sellAndAudit(run, asked, { seed, say, meter });
  } finally {
    await run.close();
  }
}

async function inShopAt(url: string, asked: Asked, how: { seed: number; say: Say }): Promise<Report> {
  const shop = openShop(url);
  const dynamodbUrl = await shop.dynamodb().finally(() => shop.close());

  return await sellAndAudit({ url, dynamodbUrl }, asked, how);
}

interface How {
  readonly seed: number;
  readonly say: Say;
  /** Only its own instance can be metered: another one's engine is in another process. */
  readonly meter?: Meter;
}

async function sellAndAudit(
  where: Pick<LocalRun, 'url' | 'dynamodbUrl'>,
  asked: Asked,
  { seed, say, meter }: How,
): Promise<Report> {
  const store = await proofOf(where.dynamodbUrl);
  say(atomicSentence(store));
  const seen = await sell(where.url, { ...asked, seed }, say);
  const clean = await isClean(where.dynamodbUrl);

  return reportOf(seen, {
    seed,
    store,
    audit: clean ? 'clean' : 'drift',
    writeUnitsPerOrder: meter && unitsPerOrder(seen, meter),
  });
}

function reportOf(seen: Seen, known: Omit<Report, 'tally' | 'problems'>): Report {
  const problems = [
    ...problemsIn(seen),
    ...(known.audit === 'drift' ? ['the audit found drift: npm run audit shows what'] : []),
    ...(known.store.verdict === 'not atomic' ? [atomicSentence(known.store)] : []),
  ];

  return { ...known, tally: tally(seen), problems };
}

function unitsPerOrder({ orders }: Seen, meter: Meter): number | undefined {
  const shipped = orders.flat().filter(({ status }) => status === 'shipped');
  const units = shipped.reduce((sum, { orderId }) => sum + meter.unitsOf(orderId), 0);

  return shipped.length === 0 ? undefined : rounded(units / shipped.length);
}

async function proofOf(endpoint: string): Promise<AtomicProof> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint, region: 'local', credentials, maxAttempts: 1 });
  try {
    return await proveAtomic(client);
  } finally {
    client.destroy();
  }
}

async function isClean(endpoint: string): Promise<boolean> {
  const source = await openAudit({ dynamodb: endpoint });
  try {
    return (await audit(source.books, () => new Date(), COMMAND_PASSES)).clean;
  } finally {
    await source.close();
  }
}
