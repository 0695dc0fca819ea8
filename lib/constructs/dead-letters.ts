import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge';
import type { StageConfig } from '../stage-config';
import { acceptedOnQueue } from './accepted-on-queues';

export interface DeadLettersProps {
  readonly config: StageConfig;
}

const endOfTheLine = 'this is where what failed elsewhere waits for a person: there is nowhere further to go';

/** Where messages wait for a person, for as long as SQS keeps anything. */
export class DeadLetters extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { config }: DeadLettersProps) {
    super(scope, id);

    this.queue = new Queue(this, 'Queue', {
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: config.plainQueues === undefined,
    });
    acknowledge(this.queue, {
      ...acceptedOnQueue(config),
      'Serverless-SQSRedrivePolicy': endOfTheLine,
    });
  }
}
