import { Refusal, runCommand } from '../command';
import { portRefusal } from '../listen';
import { type Values, text, wholeNumber } from '../options';
import { watchParent } from '../parent-watch';
import { type EngineOptions, openEngine } from './engine';
import { type Served, serveEngine } from './server';

const options = {
  port: wholeNumber({
    placeholder: 'PORT',
    help: 'where to listen; 0 is a free port',
    fallback: 8000,
    from: 0,
    to: 65_535,
  }),
  data: text({
    placeholder: 'DIR',
    help: 'keep tables in this folder instead of in memory',
    fallback: undefined,
  }),
};

const command = {
  usage: 'npm run dynamodb --',
  about:
    'Serves the embedded DynamoDB alone, on 127.0.0.1, for the AWS CLI, the SDKs and the conformance suite.',
  options,
};

async function serve({ port, data }: Values<typeof options>): Promise<number> {
  const stopped = untilStopped();
  const served = await open(data === undefined ? {} : { folder: data }, port);
  process.stdout.write(`dynamodb ${served.url}\n`);

  await stopped;
  await served.close();
  return 0;
}

async function open(engineOptions: EngineOptions, port: number): Promise<Served> {
  const engine = await openEngine(engineOptions).catch((error: unknown) => {
    throw new Refusal((error as Error).message, { cause: error });
  });
  const served = await serveEngine(engine, port).catch(async (error: unknown) => {
    await engine.close();
    throw portRefusal(error as Error, port, '--port');
  });
  return {
    url: served.url,
    close: async () => {
      await served.close();
      await engine.close();
    },
  };
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
    watchParent(() => resolve());
  });
}

void runCommand(command, serve);
