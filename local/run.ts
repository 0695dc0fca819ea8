import { Refusal } from './command';

/** What a local run is asked for; every number of seconds or port is a whole one. */
export interface LocalOptions {
  /** @default 8787; 0 is a free one */
  readonly port?: number;
  /** Folder for tables and the issuer's key. @default everything in memory */
  readonly data?: string | undefined;
  /** @default 'demo': three products with stock */
  readonly seed?: 'demo' | 'none';
  /** How long an unpaid order keeps its stock, in seconds. @default 600 */
  readonly hold?: number;
  /** The deadline of an unknown payment, in seconds. @default 30 */
  readonly settle?: number;
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
  close(): Promise<void>;
}

/**
 * Runs the synthesised app in this process, on loopback: one run per process at a time, because handlers read the environment.
 * @throws Refusal when something outside is in the way: a port, the data folder, the endpoint
 */
export function runLocal(options: LocalOptions = {}): Promise<LocalRun> {
  return Promise.reject(new Refusal(`the local run is not wired yet (${JSON.stringify(options)})`));
}
