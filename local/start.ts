import { createRequire } from 'node:module';
import { runCommand } from './command';
import { choice, flag, text, url, UsageError, wholeNumber, type Values } from './options';
import { watchParent } from './parent-watch';
import { synthAside } from './synth-aside';

const longestTime = 2_592_000; // 30 days, in seconds

const options = {
  variant: choice(['serverless', 'containers'], {
    help: "which stack's template is run",
    fallback: 'serverless',
  }),
  port: port('port of the HTTP API; 0 is a free one', 8_787),
  data: text({
    placeholder: 'DIR',
    help: 'folder that keeps everything; without one it is in memory',
    fallback: undefined,
  }),
  seed: choice(['demo', 'none'], { help: 'demo: three products with stock', fallback: 'demo' }),
  hold: seconds('how long an unpaid order keeps its stock', 600),
  settle: seconds('deadline of an unknown payment', 30),
  'hold-deadlines': flag(
    'do nothing that is due, as after a restore: holds stay, payments wait, nothing is refunded',
  ),
  'dynamodb-port': port('port of the embedded DynamoDB; 0 is a free one', 0),
  'sqs-port': port('port of the embedded SQS; 0 is a free one', 0),
  dynamodb: url({ help: 'use that DynamoDB endpoint instead of the embedded one' }),
  faults: text({
    placeholder: 'LIST',
    help: "for the program's own calls: conflict=0.05,throttle=0.02,lost-answer=0.05,index-delay=200,stale-reads=0.1",
    fallback: undefined,
  }),
};

function port(help: string, fallback: number) {
  return wholeNumber({ placeholder: 'PORT', help, fallback, from: 0, to: 65_535 });
}

function seconds(help: string, fallback: number) {
  return wholeNumber({ placeholder: 'SECONDS', help, fallback, from: 0, to: longestTime });
}

const command = {
  usage: 'npm start --',
  about: 'Sells on this machine: the whole of Holdfast, wired from its own templates, on 127.0.0.1 only.',
  options,
};

type RunAndTell = typeof import('./run-and-tell');
const load = createRequire(__filename);
const say = (line: string) => void process.stdout.write(`${line}\n`);

async function sell(asked: Values<typeof options>): Promise<number> {
  assertSense(asked);
  const stop = stopRequest();
  watchParent(stop.request);

  const app = synthAside(asked.variant);
  app.catch(() => undefined); // told by the run
  const { runAndTell } = load('./run-and-tell') as RunAndTell; // and all that it needs, while the templates are made
  const run = await runAndTell({ ...asked, app }, say);

  await stop.requested;
  await run.close();
  return 0;
}

/** @throws UsageError for what cannot be had, or not together */
function assertSense({ dynamodb, 'dynamodb-port': dynamodbPort }: Values<typeof options>): void {
  if (dynamodb !== undefined && dynamodbPort !== 0)
    throw new UsageError('--dynamodb-port is for the embedded DynamoDB: leave it out with --dynamodb');
}

/** A first signal asks to stop, a second one stops at once. */
function stopRequest(): { readonly requested: Promise<void>; readonly request: () => void } {
  let request = (): void => undefined;
  const requested = new Promise<void>((resolve) => (request = resolve));
  const signals = { SIGINT: 130, SIGTERM: 143 } as const;
  for (const [signal, code] of Object.entries(signals)) {
    process.once(signal, () => {
      request();
      process.once(signal, () => process.exit(code));
    });
  }
  return { requested, request };
}

// a connection that somebody keeps open must not keep the process
void runCommand(command, sell).then(() => process.exit());
