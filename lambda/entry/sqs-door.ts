import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { within } from '../observe/correlation';
import { observed, observer } from './observer';

/** Serves a queue: each message alone, and those that failed or want to come back are named in the answer. */
export function sqsDoor(work: (record: SQSRecord) => Promise<'done' | 'again'>) {
  const outcomeOf = async (record: SQSRecord) => {
    try {
      return await work(record);
    } catch (error) {
      observer.warn('a message failed and will come back', { error });
      return 'again';
    }
  };

  return observed(async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const outcomes = await Promise.all(
      Records.map((record) => within({ messageId: record.messageId }, () => outcomeOf(record))),
    );
    const again = Records.filter((_, index) => outcomes[index] === 'again');

    return { batchItemFailures: again.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  });
}
