import type { DynamoDBRecord } from 'aws-lambda';
import type { Invoke } from '../functions';
import type { MappingProperties } from '../template/properties';
import { reportsItems } from './mapping';
import { unfinishedOf } from './partial-failures';

export interface LaneOptions {
  readonly properties: MappingProperties;
  readonly invoke: Invoke;
  /** Tells where given-up records go. */
  readonly giveUp: (records: readonly DynamoDBRecord[], why: string) => Promise<void>;
  /** Waits before a batch is delivered again; false when the run is to stop. */
  readonly pause: (attempt: number) => Promise<boolean>;
}

/** Delivers one batch of a stream until it is done or given up, in order, as Lambda does. */
export async function deliverBatch(options: LaneOptions, batch: readonly DynamoDBRecord[]): Promise<void> {
  const { MaximumRetryAttempts: retries = -1, BisectBatchOnFunctionError: bisect = false } =
    options.properties;
  let rest = batch;
  let attempt = 0;

  for (;;) {
    const { failedAt, why } = await tryOnce(options, rest);
    if (failedAt === undefined) return;
    if (failedAt > 0) {
      rest = rest.slice(failedAt); // what came before is done: the count begins again with what is left
      attempt = 0;
    } else if (bisect && rest.length > 1) {
      // a half does not count as a retry, so that one bad record is found without giving up the good ones
      const middle = Math.ceil(rest.length / 2);
      await deliverBatch(options, rest.slice(0, middle));
      await deliverBatch(options, rest.slice(middle));
      return;
    } else if ((retries >= 0 && attempt >= retries) || isTooOld(rest[0], options.properties)) {
      await options.giveUp(rest, why);
      return;
    } else {
      attempt += 1;
    }
    if (!(await options.pause(attempt))) return;
  }
}

interface Outcome {
  /** The first record that is to be delivered again; undefined when all are done. */
  readonly failedAt: number | undefined;
  readonly why: string;
}

async function tryOnce(
  { properties, invoke }: LaneOptions,
  batch: readonly DynamoDBRecord[],
): Promise<Outcome> {
  try {
    const answer = await invoke({ Records: batch });
    if (!reportsItems(properties)) return { failedAt: undefined, why: '' };

    const ids = batch.map(({ dynamodb }) => dynamodb?.SequenceNumber ?? '');
    const unfinished = unfinishedOf(answer, ids);
    const failedAt = unfinished === 'all' ? 0 : ids.findIndex((id) => unfinished.has(id));
    return { failedAt: failedAt < 0 ? undefined : failedAt, why: 'the function named it as failed' };
  } catch (error) {
    return { failedAt: 0, why: String(error) };
  }
}

function isTooOld(
  record: DynamoDBRecord | undefined,
  { MaximumRecordAgeInSeconds: most = -1 }: MappingProperties,
): boolean {
  const made = record?.dynamodb?.ApproximateCreationDateTime;
  return most >= 0 && made !== undefined && Date.now() / 1000 - made > most;
}
