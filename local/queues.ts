import { ACCOUNT, physicalName } from './template/names';
import type { Part } from './template/stage';
import type { SqsCall } from './sqs';

/** The properties of AWS::SQS::Queue that the embedded SQS acts on; what only encrypts or names changes nothing here. */
const attributes = [
  'DelaySeconds',
  'VisibilityTimeout',
  'ReceiveMessageWaitTimeSeconds',
  'MessageRetentionPeriod',
  'MaximumMessageSize',
  'FifoQueue',
  'ContentBasedDeduplication',
] as const;

/** Makes the queues of the template, with their delays, visibility and redrive. */
export async function createQueues(sqs: SqsCall, queues: readonly Part<'AWS::SQS::Queue'>[]): Promise<void> {
  for (const { resource, properties } of queues) {
    const plain = attributes
      .filter((name) => properties[name] !== undefined)
      .map((name) => [name, String(properties[name])]);
    const redrive = properties.RedrivePolicy
      ? [['RedrivePolicy', JSON.stringify(properties.RedrivePolicy)]]
      : [];
    await sqs('CreateQueue', {
      QueueName: physicalName(resource),
      Attributes: Object.fromEntries([...plain, ...redrive]) as Record<string, string>,
    });
  }
}

/** The URL of the queue with an ARN, for a template that says only that. */
export function urlOfQueue(sqsUrl: string, arn: string): string {
  return `${sqsUrl}/${ACCOUNT}/${arn.split(':').at(-1) ?? ''}`;
}
