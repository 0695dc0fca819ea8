import { Refusal } from './command';
import { callsOf, callsTo, type Caller, type DynamoCall } from './dynamo-call';
import { openEngine, type Engine } from './dynamodb/engine';
import { parseFaults, serveFaults } from './dynamodb/faults';
import { serveEngine } from './dynamodb/server';
import { feedOf, type Feed } from './feed';
import { portRefusal } from './listen';
import { pollingFeed } from './polled-feed';

export interface StoreOptions {
  /** An endpoint of the user's. @default the embedded engine */
  readonly dynamodb?: string | undefined;
  /** Where the embedded engine keeps its tables. @default memory */
  readonly folder?: string | undefined;
  readonly port: number;
  readonly faults?: string | undefined;
  readonly caller: Caller;
  readonly warn: (line: string) => void;
  /** Stands before the embedded engine. */
  readonly wrap?: ((engine: Engine) => Engine) | undefined;
}

/** The DynamoDB of a run. */
export interface Store {
  /** For everyone: never faulted. */
  readonly url: string;
  /** For the program's own calls, which meet the faults that were asked for. */
  readonly ownUrl: string;
  /** The run's own calls. */
  readonly call: DynamoCall;
  readonly feed: Feed;
  readonly close: () => Promise<void>;
}

/** @throws Refusal when the folder or the port cannot be had */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { target, ...store } = await (options.dynamodb === undefined
    ? embedded(options)
    : outside(options.dynamodb, options));
  if (options.faults === undefined) return { ...store, ownUrl: store.url };

  const faults = await serveFaults(target, parseFaults(options.faults));
  return {
    ...store,
    ownUrl: faults.url,
    close: async () => {
      await faults.close();
      await store.close();
    },
  };
}

type Opened = Omit<Store, 'ownUrl'> & { readonly target: Parameters<typeof serveFaults>[0] };

async function embedded({ folder, port, wrap = (bare) => bare }: StoreOptions): Promise<Opened> {
  const bare = await openEngine(folder === undefined ? {} : { folder }).catch((error: unknown) => {
    throw new Refusal((error as Error).message, { cause: error });
  });
  const engine = wrap(bare);
  const served = await serveEngine(engine, port).catch(async (error: unknown) => {
    await engine.close();
    throw portRefusal(error as Error, port, '--dynamodb-port');
  });
  return {
    url: served.url,
    target: engine,
    call: callsOf(engine),
    feed: feedOf(engine),
    close: async () => {
      await served.close();
      await engine.close();
    },
  };
}

function outside(url: string, { caller, warn }: StoreOptions): Promise<Opened> {
  const call = callsTo(url, caller);
  return Promise.resolve({
    url,
    target: url,
    call,
    feed: pollingFeed(call, warn),
    close: () => Promise.resolve(),
  });
}
