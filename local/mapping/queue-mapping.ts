import { setTimeout as sleep } from 'node:timers/promises';
import type { Message } from '@aws-sdk/client-sqs';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import type { Invoke } from '../functions';
import type { SqsCall } from '../sqs';
import { REGION } from '../template/names';
import type { MappingProperties } from '../template/properties';
import { type Fits, readFilters } from './event-filter';
import { reportsItems, type Running } from './mapping';
import { unfinishedOf } from './partial-failures';

export interface QueueMapping {
  readonly properties: MappingProperties;
  readonly queueUrl: string;
  readonly invoke: Invoke;
  readonly sqs: SqsCall;
  readonly warn: (line: string) => void;
}

const mostPerReceive = 10; // SQS's quota
const pollSeconds = 20; // SQS's longest wait
const standardConcurrency = 5; // how many batches Lambda begins with

/**
 * Runs a function on what comes to a queue, as Lambda does: in batches, several at once, and a message is deleted once it is done.
 * What fails stays in the queue, comes back when its visibility runs out, and ends where the queue's redrive says.
 */
export function startQueueMapping(mapping: QueueMapping): Running {
  const most = mapping.properties.ScalingConfig?.MaximumConcurrency ?? standardConcurrency;
  const fits = readFilters(mapping.properties.FilterCriteria);
  const atWork = new Set<Promise<void>>();
  const run = { stopped: false };

  const poll = async (): Promise<void> => {
    while (!run.stopped) {
      if (atWork.size >= most) await Promise.race(atWork);
      const messages = await receive(mapping, () => run.stopped);
      if (messages.length === 0) continue;
      const work = deliver(mapping, messages, fits).finally(() => atWork.delete(work));
      atWork.add(work);
    }
  };
  const polling = poll();

  return {
    stop: async () => {
      run.stopped = true;
      await Promise.all(atWork);
      void polling; // its last receive ends with the queues
    },
  };
}

/** One batch: what is there, filled up for as long as the mapping's window says. */
async function receive(
  { sqs, queueUrl, properties, warn }: QueueMapping,
  stopped: () => boolean,
): Promise<readonly Message[]> {
  const { BatchSize = 10, MaximumBatchingWindowInSeconds: window = 0 } = properties;
  const batch: Message[] = [];
  let end = Infinity;

  while (batch.length < BatchSize && !stopped()) {
    const left = batch.length === 0 ? pollSeconds : Math.floor((end - Date.now()) / 1000);
    if (left < 0) break;
    try {
      const { Messages = [] } = await sqs<{ readonly Messages?: Message[] }>('ReceiveMessage', {
        QueueUrl: queueUrl,
        MaxNumberOfMessages: Math.min(mostPerReceive, BatchSize - batch.length),
        WaitTimeSeconds: Math.min(left, pollSeconds),
        MessageSystemAttributeNames: ['All'],
      });
      if (batch.length === 0) end = Date.now() + window * 1000;
      batch.push(...Messages);
      if (window === 0) break;
    } catch (error) {
      if (stopped()) break;
      warn(`${queueUrl} cannot be read: ${String(error)}`);
      await sleep(1000);
    }
  }
  return batch;
}

async function deliver(mapping: QueueMapping, messages: readonly Message[], fits: Fits): Promise<void> {
  const { invoke, properties, queueUrl, warn } = mapping;
  const records = messages.map((message) => recordOf(message, properties.EventSourceArn));
  const wanted = records.filter((record) => fits({ ...record, body: parsed(record.body) })); // the others are done with, as on AWS
  let done = records;

  if (wanted.length > 0) {
    try {
      const answer = await invoke({ Records: wanted } satisfies SQSEvent);
      const ids = wanted.map(({ messageId }) => messageId);
      const unfinished = reportsItems(properties) ? unfinishedOf(answer, ids) : new Set<string>();
      done = records.filter(
        (record) => !wanted.includes(record) || (unfinished !== 'all' && !unfinished.has(record.messageId)),
      );
    } catch (error) {
      warn(`a batch from ${queueUrl} failed and will come back: ${String(error)}`);
      done = records.filter((record) => !wanted.includes(record));
    }
  }
  await remove(mapping, done);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

function recordOf(message: Message, queueArn: string): SQSRecord {
  const {
    MessageId = '',
    ReceiptHandle = '',
    Body = '',
    MD5OfBody = '',
    Attributes = {},
    MessageAttributes = {},
  } = message;
  return {
    messageId: MessageId,
    receiptHandle: ReceiptHandle,
    body: Body,
    attributes: Attributes as unknown as SQSRecord['attributes'],
    messageAttributes: Object.fromEntries(
      Object.entries(MessageAttributes).map(([name, { DataType = 'String', StringValue }]) => [
        name,
        { dataType: DataType as 'String', ...(StringValue !== undefined && { stringValue: StringValue }) },
      ]),
    ),
    md5OfBody: MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: REGION,
  };
}

async function remove({ sqs, queueUrl, warn }: QueueMapping, records: readonly SQSRecord[]): Promise<void> {
  for (let from = 0; from < records.length; from += mostPerReceive) {
    const entries = records.slice(from, from + mostPerReceive);
    await sqs('DeleteMessageBatch', {
      QueueUrl: queueUrl,
      Entries: entries.map(({ receiptHandle }, index) => ({
        Id: String(index),
        ReceiptHandle: receiptHandle,
      })),
    }).catch((error: unknown) =>
      warn(`messages of ${queueUrl} were not deleted and will come again: ${String(error)}`),
    );
  }
}
