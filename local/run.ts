import { prepareDataFolder } from './data-folder';
import type { Engine } from './dynamodb/engine';
import { callerOf, quieten } from './environment';
import { startServer } from './http/server';
import { openIssuer } from './issuer';
import { preload } from './preload';
import { seedDemo } from './seed';
import { startSqs } from './sqs';
import { openStore } from './store';
import { synthAside, type App } from './synth-aside';
import { wire } from './wiring';

/** What a local run is asked for; every number of seconds or port is a whole one. */
export interface LocalOptions {
  /** @default 8787; 0 is a free one */
  readonly port?: number;
  /** Folder for tables and the issuer's key. @default everything in memory */
  readonly data?: string | undefined;
  /** What is for sale at once. @default 'demo', three products with stock */
  readonly seed?: 'demo' | 'none';
  /** How long an unpaid order keeps its stock, in seconds. @default 600 */
  readonly hold?: number;
  /** The deadline of an unknown payment, in seconds. @default 30 */
  readonly settle?: number;
  /** Nothing that is due is done. @default false */
  readonly holdDeadlines?: boolean;
  /** @default 0, a free one */
  readonly dynamodbPort?: number;
  /** @default 0, a free one */
  readonly sqsPort?: number;
  /** Use this DynamoDB endpoint instead of the embedded engine. */
  readonly dynamodb?: string | undefined;
  /** Faults for the program's own DynamoDB calls, as in `conflict=0.05,throttle=0.02`. @default none */
  readonly faults?: string | undefined;
  /** Where warnings go, one line each. @default stderr */
  readonly warn?: (line: string) => void;
  /** Stands before the embedded engine, as a meter does. @default nothing */
  readonly wrap?: (engine: Engine) => Engine;
  /** What to run. @default the stage `local`, synthesised */
  readonly app?: App | Promise<App>;
}

/** A running instance. */
export interface LocalRun {
  /** The HTTP API, as in `http://127.0.0.1:8787`. */
  readonly url: string;
  /** DynamoDB for the AWS CLI and SDKs, never faulted. */
  readonly dynamodbUrl: string;
  /** SQS for the AWS CLI and SDKs. */
  readonly sqsUrl: string;
  /** Finishes what is in flight, then stops everything. */
  readonly close: () => Promise<void>;
}

const STANDARD_PORT = 8_787;
const graceMs = 5_000;

export type Stop = () => Promise<void> | void;

/** What has been started so far, to be stopped in the reverse order. */
type Started = Stop[];

/**
 * Runs the synthesised app in this process, on loopback: one run per process at a time, because handlers read the environment.
 * @throws Refusal when something outside is in the way: a port, the data folder, the endpoint
 */
export async function runLocal(options: LocalOptions = {}): Promise<LocalRun> {
  const started: Started = [];
  const close = async (): Promise<void> => {
    for (const stop of started.splice(0).reverse()) await stop();
  };
  try {
    return { ...(await start(options, started)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function start(options: LocalOptions, started: Started): Promise<Omit<LocalRun, 'close'>> {
  const { warn = toStderr, seed = 'demo', dynamodb, faults, dynamodbPort = 0 } = options;
  started.push(quieten(process.env));
  const caller = callerOf(process.env);

  const folder = options.data === undefined ? undefined : prepareDataFolder(options.data);
  const server = await startServer(options.port ?? STANDARD_PORT);
  const closeServer = async () => await server.close(graceMs);
  started.push(closeServer);
  const slow = Promise.all([options.app ?? synthAside('serverless'), openIssuer(folder?.issuerKey)]);
  slow.catch(() => undefined); // told below
  const store = await openStore({
    dynamodb,
    faults,
    port: dynamodbPort,
    folder: folder?.tables,
    caller,
    warn,
    wrap: options.wrap,
  });
  started.push(store.close);
  const sqs = await startSqs(options.sqsPort ?? 0);
  started.push(sqs.close);
  preload();

  const [app, issuer] = await slow;
  await wire({ app, options, server, store, sqs, issuer, warn, started });
  started.push(closeServer); // where a start succeeds, the first to stop
  if (seed === 'demo') {
    const { token } = issuer.token({ sub: 'demo-seed', groups: ['admin'], expiresIn: 300 });
    await seedDemo(server.url, token);
  }
  return { url: server.url, dynamodbUrl: store.url, sqsUrl: sqs.url };
}

function toStderr(line: string): void {
  process.stderr.write(`${line}\n`);
}
