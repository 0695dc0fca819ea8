import { randomUUID } from 'node:crypto';
import type { DynamoDBRecord } from 'aws-lambda';
import type { Invoke } from '../functions';
import { urlOfQueue } from '../queues';
import type { Sqs } from '../sqs';
import type { MappingProperties } from '../template/properties';
import { readFilters } from './event-filter';
import type { Running } from './mapping';
import { deliverBatch, type LaneOptions } from './stream-lane';

export interface StreamMapping {
  readonly properties: MappingProperties;
  readonly invoke: Invoke;
  readonly sqs: Pick<Sqs, 'url' | 'call'>;
  readonly warn: (line: string) => void;
}

/** A mapping that is given the records of its stream, in their order. */
export interface StreamReader extends Running {
  readonly take: (record: DynamoDBRecord) => void;
}

/** Lambda looks at a stream some four times a second. Sooner here, but not for each record: what comes together costs one call. */
const gatherMs = 20;
const firstPause = 100; // milliseconds
const longestPause = 10_000;

/**
 * Runs a function on the changes of a table, as Lambda does: in order for each partition key, in batches that come again until they
 * are done, with as many batches at once as the mapping's parallelisation says.
 */
export function startStreamMapping(mapping: StreamMapping): StreamReader {
  const {
    BatchSize = 100,
    MaximumBatchingWindowInSeconds: window = 0,
    ParallelizationFactor = 1,
  } = mapping.properties;
  const fits = readFilters(mapping.properties.FilterCriteria);
  const stopping = new AbortController();
  const options = { ...mapping, giveUp: giveUpTo(mapping), pause: pauseUntil(stopping.signal) };
  const lanes = Array.from({ length: ParallelizationFactor }, () =>
    makeLane(options, { BatchSize, window }, stopping.signal),
  );

  return {
    take: (record) => {
      if (fits(record)) lanes[laneOf(record, lanes.length)]?.take(record);
    },
    stop: async () => {
      stopping.abort();
      await Promise.all(lanes.map((lane) => lane.idle()));
    },
  };
}

interface Sizes {
  readonly BatchSize: number;
  /** Seconds to wait for a batch to fill. */
  readonly window: number;
}

/** One line of records: the next batch begins when the one before has ended. */
function makeLane(options: LaneOptions, { BatchSize, window }: Sizes, stopping: AbortSignal) {
  let waiting: DynamoDBRecord[] = [];
  let work: Promise<void> | undefined;

  const run = async (): Promise<void> => {
    while (waiting.length > 0 && !stopping.aborted) {
      if (window > 0 && waiting.length < BatchSize) await pause(window * 1000, stopping);
      const batch = waiting.slice(0, BatchSize);
      waiting = waiting.slice(BatchSize);
      await deliverBatch(options, batch);
    }
    work = undefined;
  };
  return {
    take: (record: DynamoDBRecord) => {
      waiting.push(record);
      work ??= pause(gatherMs, stopping).then(run);
    },
    idle: async () => await work,
  };
}

/** Records of one partition key go to one lane, and so stay in order. */
function laneOf({ dynamodb }: DynamoDBRecord, lanes: number): number {
  const [first] = Object.values(dynamodb?.Keys ?? {});
  const text = JSON.stringify(first ?? null);
  let hash = 0;
  for (let index = 0; index < text.length; index += 1) hash = (hash * 31 + text.charCodeAt(index)) >>> 0;
  return hash % lanes;
}

function pauseUntil(stopping: AbortSignal): LaneOptions['pause'] {
  return async (attempt) => {
    await pause(Math.min(longestPause, firstPause * 2 ** attempt), stopping);
    return !stopping.aborted;
  };
}

async function pause(ms: number, stopping: AbortSignal): Promise<void> {
  if (stopping.aborted) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(done, ms);
    stopping.addEventListener('abort', done, { once: true });
    function done(): void {
      clearTimeout(timer);
      stopping.removeEventListener('abort', done);
      resolve();
    }
  });
}

/** Sends where a batch that was given up can be found, in the shape that Lambda sends. */
function giveUpTo({ properties, sqs, warn }: StreamMapping): LaneOptions['giveUp'] {
  const destination = properties.DestinationConfig?.OnFailure?.Destination;

  return async (records, why) => {
    const [first, last] = [records.at(0)?.dynamodb, records.at(-1)?.dynamodb];
    warn(`${records.length} records of ${properties.EventSourceArn} were given up: ${why}`);
    if (destination === undefined) return;

    const message = {
      requestContext: {
        requestId: randomUUID(),
        functionArn: properties.FunctionName,
        condition: 'RetryAttemptsExhausted',
      },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      version: '1.0',
      timestamp: new Date().toISOString(),
      DDBStreamBatchInfo: {
        shardId: 'shardId-local',
        startSequenceNumber: first?.SequenceNumber,
        endSequenceNumber: last?.SequenceNumber,
        batchSize: records.length,
        streamArn: properties.EventSourceArn,
      },
    };
    await sqs
      .call('SendMessage', {
        QueueUrl: urlOfQueue(sqs.url, destination),
        MessageBody: JSON.stringify(message),
      })
      .catch((error: unknown) => warn(`a given-up batch could not be reported: ${String(error)}`));
  };
}
