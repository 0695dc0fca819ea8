import type { Accepted } from '../acknowledge';
import type { StageConfig } from '../stage-config';

/** What scanners say of every queue. */
export function acceptedOnQueue({ plainQueues }: StageConfig): Accepted {
  return {
    CKV_AWS_27:
      'messages name orders and hold nothing else: the key of SQS will do, and costs nothing per message',
    ...(plainQueues !== undefined && { 'AwsSolutions-SQS4': plainQueues }),
  };
}
