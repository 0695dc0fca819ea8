import type { Functions } from '../functions';
import { urlOfQueue } from '../queues';
import type { Sqs } from '../sqs';
import type { RuleTarget } from '../template/properties';

/** Sends an event to the target of a rule or schedule. */
export type SendTo = (target: RuleTarget, event: unknown) => Promise<void>;

/** Sends to functions and queues of the stage; throws an error that names any other target, and what the function throws. */
export function targetsOf(functions: Functions, sqs: Pick<Sqs, 'url' | 'call'>): SendTo {
  return async ({ Arn, Input }, event) => {
    const input: unknown = Input === undefined ? event : JSON.parse(Input);
    const invoke = functions.get(Arn);
    if (invoke) await invoke(input);
    else if (Arn.includes(':sqs:'))
      await sqs.call('SendMessage', {
        QueueUrl: urlOfQueue(sqs.url, Arn),
        MessageBody: JSON.stringify(input),
      });
    else throw new Error(`the local run cannot send events to ${Arn}`);
  };
}
