import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { EventSourceMapping, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge';
import type { AppFunction } from './app-function';

/** A day has 24 hours, and so has the stream: an outage shorter than this loses nothing. */
const LONGEST_OUTAGE = Duration.hours(20);

export interface StreamFeedProps {
  readonly table: Table;
  readonly reader: AppFunction;

  /** Gets the position of every batch that was given up. */
  readonly givenUp: Queue;
}

/** Runs a function on every change of a table, in order per item, from the oldest record on. */
export class StreamFeed extends Construct {
  constructor(scope: Construct, id: string, props: StreamFeedProps) {
    super(scope, id);
    const { table, reader, givenUp } = props;
    const streamArn = table.tableStreamArn;
    if (streamArn === undefined) throw new Error(`${table.node.path} must have a stream, got none`);

    reader.allow(
      ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
      [streamArn],
    );
    reader.allow(['sqs:SendMessage'], [givenUp.queueArn]);
    acknowledge(givenUp, {
      'AwsSolutions-SQS3': 'a dead-letter queue itself, of a mapping: the check knows those of queues alone',
    });

    new EventSourceMapping(this, 'Mapping', {
      target: reader.live,
      eventSourceArn: streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      parallelizationFactor: 4,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      retryAttempts: 1000,
      maxRecordAge: LONGEST_OUTAGE,
      onFailure: { bind: () => ({ destination: givenUp.queueArn }) }, // the CDK's own would allow more than sending
    });
  }
}
