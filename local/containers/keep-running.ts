import { setTimeout as sleep } from 'node:timers/promises';
import { startChild, type Child } from './child';

export interface KeepOptions {
  readonly name: string;
  readonly file: string;
  readonly env: Readonly<Record<string, string>>;
  readonly warn: (line: string) => void;
}

/** A server that is started again whenever it ends, as its service would. */
export interface Kept {
  /** Rejects where its first start fails. */
  readonly ready: Promise<void>;
  /** Where it listens now. */
  readonly port: () => number | undefined;
  readonly stop: () => Promise<void>;
}

interface State {
  child?: Child;
  port?: number | undefined;
  stopping: boolean;
  served: boolean;
}

const pauseMs = 1_000;

export function keepRunning({ name, file, env, warn }: KeepOptions): Kept {
  const state: State = { stopping: false, served: false };
  let settle: { readonly resolve: () => void; readonly reject: (error: Error) => void };
  const ready = new Promise<void>((resolve, reject) => (settle = { resolve, reject }));

  const line = (text: string): void => {
    const said = started(text);
    if (!said) {
      if (!isNews(text)) warn(`${name}: ${text}`);
      return;
    }
    state.port = said.port;
    state.served = true;
    settle.resolve();
  };
  const keep = async (): Promise<void> => {
    for (;;) {
      state.child = startChild({ file, env, line });
      const how = await state.child.ended;
      state.port = undefined;
      settle.reject(new Error(`${name} ended with ${how} before it served`));
      if (isOver(state)) return;
      warn(`${name} ended with ${how} and is started again`);
      await sleep(pauseMs);
      if (isOver(state)) return;
    }
  };
  const kept = keep();

  return {
    ready,
    port: () => state.port,
    stop: async () => {
      state.stopping = true;
      await state.child?.stop();
      await kept;
    },
  };
}

/** Asked anew after each wait: a stop may have come meanwhile. */
function isOver({ stopping, served }: State): boolean {
  return stopping || !served;
}

/** The line that a server writes when it is ready. */
function started(text: string): { readonly port?: number } | undefined {
  return /"message":"(?:serving|working)"/.test(text)
    ? (JSON.parse(text) as { readonly port?: number })
    : undefined;
}

/** What is worth a line to nobody who watches a laptop: how a server is, and counts for CloudWatch. */
function isNews(text: string): boolean {
  return text.includes('"level":"INFO"') || text.startsWith('{"_aws":');
}
