import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import type { OrderRecord } from '../outbox/dispatch-batch';
import { readRecords } from '../outbox/stream-records';
import { observed } from './observer';

/** Serves a table's stream: from the first record that failed on, all are delivered again. */
export function streamDoor(work: (records: readonly OrderRecord[]) => Promise<readonly string[]>) {
  return observed(async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const failed = await work(readRecords(Records));

    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  });
}
