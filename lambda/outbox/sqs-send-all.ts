import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Entry, SendAll } from './dispatch-batch';
import { bodyOf } from './messages';

const MOST_PER_CALL = 10; // SQS takes ten messages a call

/** Sends entries to one queue, ten a call. Of a successful answer only the entries that it names as taken are sent. */
export function sqsSendAll<Message>(
  sqs: SQSClient,
  queueUrl: string,
  warn: (error: unknown) => void,
): SendAll<Message> {
  const sendTen = async (ten: readonly Entry<Message>[]): Promise<readonly string[]> => {
    try {
      const { Failed = [], Successful = [] } = await sqs.send(
        new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: ten.map(toEntry) }),
      );
      for (const { Code, Message } of Failed)
        warn(new Error(`${queueUrl} took no message: ${Code} ${Message}`));
      const taken = new Set(Successful.map(({ Id }) => Id));
      return ten.filter((_, index) => !taken.has(String(index))).map(({ sequence }) => sequence);
    } catch (error) {
      warn(error);
      return ten.map(({ sequence }) => sequence);
    }
  };

  return async (entries) => (await Promise.all(chunks(entries, MOST_PER_CALL).map(sendTen))).flat();
}

function toEntry({ send }: Entry<unknown>, index: number) {
  return { Id: String(index), MessageBody: bodyOf(send.message), DelaySeconds: send.delaySeconds };
}

export function chunks<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}
