import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Functions, Invoke, LoadOptions } from './functions';
import type { Call, Said, ThreadWork } from './functions-thread';
import type { Part } from './template/stage';

/** Functions that run beside this thread. */
export interface Aside {
  readonly functions: Functions;
  /** Ends the thread, whatever it is doing. */
  readonly stop: () => Promise<void>;
}

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Runs functions in a thread of their own: on AWS they have machines of their own, and what follows from an order
 * does not slow down the next one. The thread is made when the first event comes, because a start has no time for it.
 */
export function functionsAside(
  parts: readonly Part<'AWS::Lambda::Function'>[],
  { root, variables, warn }: LoadOptions,
): Aside {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | undefined;
  let calls = 0;

  const hear = (said: Said): void => {
    if ('warning' in said) {
      warn(said.warning);
      return;
    }
    const caller = waiting.get(said.id);
    waiting.delete(said.id);
    if ('error' in said) caller?.reject(said.error);
    else caller?.resolve(said.answer);
  };
  const invoke =
    (arn: string): Invoke =>
    async (event) =>
      await new Promise((resolve, reject) => {
        thread ??= startThread({ parts, root, variables }, hear);
        waiting.set((calls += 1), { resolve, reject });
        thread.postMessage({ id: calls, arn, event } satisfies Call);
      });

  return {
    functions: new Map(parts.map(({ arn }) => [arn, invoke(arn)])),
    stop: async () => {
      await thread?.terminate();
    },
  };
}

/** An error that no handler caught is thrown here too: it ends the process, as it would have without a thread. */
function startThread(work: ThreadWork, hear: (said: Said) => void): Worker {
  const worker = new Worker(join(__dirname, 'functions-worker.js'), { workerData: work });

  return worker.on('message', hear);
}
