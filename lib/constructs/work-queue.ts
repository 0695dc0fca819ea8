import { Duration } from 'aws-cdk-lib';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge';
import type { Runner, Setting } from '../runner';
import type { StageConfig } from '../stage-config';
import { workVisibility } from '../timing';
import { acceptedOnQueue } from './accepted-on-queues';
import type { AppFunction } from './app-function';
import { DeadLetters } from './dead-letters';

/**
 * Deliveries before a message is set aside. Well above the five refusals after which a shipment is given up,
 * and above deliveries that a throttled or crashing worker wastes: this count decides nothing about an order.
 */
const MAX_DELIVERIES = 20;

const BATCH_SIZE = 10;

export interface WorkQueueProps {
  readonly config: StageConfig;

  /** The name under which code finds the queue. */
  readonly setting: Setting;
}

/** A queue of work for one worker, and where its messages end that nobody can understand. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  private readonly setting: Setting;

  constructor(scope: Construct, id: string, props: WorkQueueProps) {
    super(scope, id);
    const { config } = props;
    this.setting = props.setting;
    this.deadLetters = new DeadLetters(this, 'DeadLetters', { config }).queue;

    this.queue = new Queue(this, 'Queue', {
      visibilityTimeout: workVisibility,
      retentionPeriod: Duration.days(14),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: MAX_DELIVERIES },
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: config.plainQueues === undefined,
    });
    acknowledge(this.queue, acceptedOnQueue(config));
  }

  /** Lets code send messages, and tells where. */
  grantSend(runner: Runner): void {
    runner.allow(['sqs:SendMessage'], [this.queue.queueArn]);
    runner.set(this.setting, this.queue.queueUrl);
  }

  /** Lets code take messages, put them off and delete them. */
  grantConsume(runner: Runner): void {
    runner.allow(
      ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ChangeMessageVisibility'],
      [this.queue.queueArn],
    );
    runner.set(this.setting, this.queue.queueUrl);
  }

  /** Runs a function on batches; a message that it names as failed is delivered again, the others are done. */
  feed(worker: AppFunction, mostAtOnce: number): void {
    this.grantConsume(worker);

    const feed = new EventSourceMapping(worker, 'Feed', {
      target: worker.live,
      eventSourceArn: this.queue.queueArn,
      batchSize: BATCH_SIZE,
      maxConcurrency: mostAtOnce,
      reportBatchItemFailures: true,
    });
    acknowledge(feed, {
      'Serverless-LambdaEventSourceMappingDestination':
        'what fails stays in the queue, whose redrive sets it aside: a mapping of a queue takes no destination',
    });
  }
}
