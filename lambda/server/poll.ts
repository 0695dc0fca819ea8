import {
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  type Message,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { setTimeout as sleep } from 'node:timers/promises';
import { within } from '../observe/correlation';
import type { Facts } from '../observe/facts';

const BATCH_SIZE = 10; // SQS's most

/** How much longer than its wait a receive may take, and how long a lane rests after a failure. */
const patience = { answerMs: 5_000, restMs: 1_000 };

/** A message as its queue delivered it. */
export interface Delivered {
  readonly messageId: string;
  readonly body: string;
  readonly receiptHandle: string;
}

export interface Polled {
  readonly sqs: SQSClient;
  readonly queueUrl: string;
  /** Most batches in work at once. */
  readonly lanes: number;
  /** How long a receive waits for messages, in seconds: 0 to 20. */
  readonly waitSeconds: number;
  /** Works on one message. `again`, like an error, leaves it to come back by its visibility. */
  readonly work: (message: Delivered) => Promise<'done' | 'again'>;
  readonly ended: (outcome: 'done' | 'again') => void;
  readonly warn: (message: string, facts: Facts) => void;
  readonly patience?: typeof patience;
}

/**
 * Takes messages of a queue until told to stop. Each message is deleted after its work and never before.
 *
 * @returns how to stop: it resolves when all that was received is worked on. A receive in flight is waited for, because
 * messages that it has been given already would stay invisible for as long as a crashed worker's.
 */
export function poll(polled: Polled): () => Promise<void> {
  const run = { stopped: false };
  const lane = async (): Promise<void> => {
    while (!run.stopped) await batch(polled);
  };
  const lanes = Array.from({ length: polled.lanes }, lane);

  return async () => {
    run.stopped = true;
    await Promise.all(lanes);
  };
}

async function batch(polled: Polled): Promise<void> {
  const { warn, queueUrl, ended } = polled;
  try {
    const messages = (await receive(polled)).map(deliveredOf);
    const outcomes = await Promise.all(
      messages.map(async (message) => {
        const outcome = await within({ messageId: message.messageId }, () => workOn(message, polled));
        ended(outcome);
        return outcome;
      }),
    );
    await remove(
      polled,
      messages.filter((_, index) => outcomes[index] === 'done'),
    );
  } catch (error) {
    warn('a queue gave no answer and is asked again', { queue: queueUrl.split('/').at(-1), error });
    await sleep((polled.patience ?? patience).restMs);
  }
}

async function workOn(message: Delivered, { work, warn }: Polled): Promise<'done' | 'again'> {
  try {
    return await work(message);
  } catch (error) {
    warn('a message failed and will come back', { error });
    return 'again';
  }
}

/** One limit for all tries: a worker that is told to stop waits for its receive. */
async function receive(polled: Polled): Promise<readonly Message[]> {
  const { sqs, queueUrl, waitSeconds } = polled;
  const limitMs = waitSeconds * 1_000 + (polled.patience ?? patience).answerMs;
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: BATCH_SIZE,
      WaitTimeSeconds: waitSeconds,
    }),
    { requestTimeout: limitMs, abortSignal: AbortSignal.timeout(limitMs) },
  );
  return Messages;
}

function deliveredOf({ MessageId = '', Body = '', ReceiptHandle = '' }: Message): Delivered {
  return { messageId: MessageId, body: Body, receiptHandle: ReceiptHandle };
}

async function remove({ sqs, queueUrl, warn }: Polled, done: readonly Delivered[]): Promise<void> {
  if (done.length === 0) return;
  const { Failed = [] } = await sqs.send(
    new DeleteMessageBatchCommand({
      QueueUrl: queueUrl,
      Entries: done.map(({ receiptHandle }, index) => ({
        Id: String(index),
        ReceiptHandle: receiptHandle,
      })),
    }),
  );
  if (Failed.length > 0) warn('messages were not deleted and will come again', { count: Failed.length });
}
