import type { MessagePort } from 'node:worker_threads';
import { loadFunctions, type LoadOptions } from './functions';
import type { Part } from './template/stage';

/** What a thread is to run: plain values, since they are copied to it. */
export interface ThreadWork extends Pick<LoadOptions, 'root' | 'variables'> {
  readonly parts: readonly Part<'AWS::Lambda::Function'>[];
}

/** One event for a function. */
export interface Call {
  readonly id: number;
  readonly arn: string;
  readonly event: unknown;
}

/** What a thread says: what came of a call, or a line of warning. */
export type Said =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly error: unknown }
  | { readonly warning: string };

/** The thread's side: runs what comes through the port. */
export function serveFunctions({ parts, root, variables }: ThreadWork, port: MessagePort): void {
  const say = (said: Said) => port.postMessage(said);
  const functions = loadFunctions(parts, { root, variables, warn: (warning) => say({ warning }) });

  const run = async ({ arn, event }: Call): Promise<unknown> => {
    const invoke = functions.get(arn);
    if (!invoke) throw new Error(`there is no function ${arn}`);
    return await invoke(event);
  };

  port.on('message', (call: Call) => {
    run(call).then(
      (answer) => say({ id: call.id, answer }),
      (error: unknown) => say({ id: call.id, error }),
    );
  });
}
