import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBRecord } from 'aws-lambda';
import { Refusal } from './command';
import type { DynamoCall } from './dynamo-call';
import type { Feed, Take } from './feed';
import type { Table } from './tables';

const pauseMs = 200; // between two looks at a shard that had nothing new
const lookForShardsMs = 5_000;

interface Shard {
  readonly ShardId: string;
  readonly ParentShardId?: string;
}

interface Following {
  readonly call: DynamoCall;
  readonly table: Table;
  readonly streamArn: string;
  readonly take: Take;
  readonly warn: (line: string) => void;
  readonly stopped: () => boolean;
}

/**
 * Reads the stream of a table at another endpoint: each shard after its parent. A table of this run is read from its beginning; one
 * that was there before from now on, since what its unfinished orders need is sent again anyway.
 */
export function pollingFeed(call: DynamoCall, warn: (line: string) => void): Feed {
  return async (table, take) => {
    const streamArn = await streamOf(call, table.name);
    let stopped = false;
    const following: Following = { call, table, streamArn, take, warn, stopped: () => stopped };
    const first = new Map<string, string>();
    if (table.existed)
      for (const { ShardId } of await shardsOf(following))
        first.set(ShardId, await iteratorOf(following, ShardId, 'LATEST'));

    const work = follow(following, first);
    return {
      stop: async () => {
        stopped = true;
        await work;
      },
    };
  };
}

async function streamOf(call: DynamoCall, name: string): Promise<string> {
  const describe = async () =>
    (
      await call<{
        readonly Table: {
          readonly LatestStreamArn?: string;
          readonly StreamSpecification?: { readonly StreamEnabled?: boolean };
        };
      }>('DescribeTable', { TableName: name })
    ).Table;
  const { LatestStreamArn, StreamSpecification } = await describe();
  if (LatestStreamArn !== undefined && StreamSpecification?.StreamEnabled !== false) return LatestStreamArn;

  await call('UpdateTable', {
    TableName: name,
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  });
  const enabled = (await describe()).LatestStreamArn;
  if (enabled === undefined)
    throw new Refusal(`table ${name} has no stream and was given none: the endpoint cannot run Holdfast`);
  return enabled;
}

async function shardsOf({ call, streamArn }: Following): Promise<readonly Shard[]> {
  const shards: Shard[] = [];
  let from: string | undefined;
  do {
    const { StreamDescription: page } = await call<{
      readonly StreamDescription: { readonly Shards?: Shard[]; readonly LastEvaluatedShardId?: string };
    }>('DescribeStream', {
      StreamArn: streamArn,
      ...(from !== undefined && { ExclusiveStartShardId: from }),
    });
    shards.push(...(page.Shards ?? []));
    from = page.LastEvaluatedShardId;
  } while (from !== undefined);
  return shards;
}

async function iteratorOf(
  { call, streamArn }: Following,
  shard: string,
  type: string,
  after?: string,
): Promise<string> {
  const { ShardIterator } = await call<{ readonly ShardIterator: string }>('GetShardIterator', {
    StreamArn: streamArn,
    ShardId: shard,
    ShardIteratorType: type,
    ...(after !== undefined && { SequenceNumber: after }),
  });
  return ShardIterator;
}

async function follow(following: Following, first: ReadonlyMap<string, string>): Promise<void> {
  const { stopped, warn, table } = following;
  const finished = new Set<string>();
  const reading = new Map<string, Promise<void>>();

  while (!stopped()) {
    try {
      const shards = await shardsOf(following);
      const known = new Set(shards.map(({ ShardId }) => ShardId));
      for (const { ShardId, ParentShardId = '' } of shards) {
        const parentDone = !known.has(ParentShardId) || finished.has(ParentShardId);
        if (reading.has(ShardId) || !parentDone) continue;
        reading.set(
          ShardId,
          readShard(following, ShardId, first.get(ShardId)).then(() => void finished.add(ShardId)),
        );
      }
    } catch (error) {
      warn(`the stream of ${table.name} cannot be read: ${String(error)}`);
    }
    const before = finished.size;
    for (
      let waited = 0;
      waited < lookForShardsMs && !stopped() && finished.size === before;
      waited += pauseMs
    )
      await sleep(pauseMs);
  }
  await Promise.all(reading.values());
}

/** Reads a shard to its end; after trouble it goes on behind the last record that was taken. */
async function readShard(following: Following, shard: string, from: string | undefined): Promise<void> {
  const { call, table, take, warn, stopped } = following;
  let last: string | undefined;
  let iterator = from;

  while (!stopped()) {
    try {
      iterator ??= await (last === undefined
        ? iteratorOf(following, shard, 'TRIM_HORIZON')
        : iteratorOf(following, shard, 'AFTER_SEQUENCE_NUMBER', last));
      const page: { readonly Records?: DynamoDBRecord[]; readonly NextShardIterator?: string } = await call(
        'GetRecords',
        {
          ShardIterator: iterator,
        },
      );
      for (const record of page.Records ?? []) {
        take({ ...record, eventSourceARN: table.arn });
        last = record.dynamodb?.SequenceNumber ?? last;
      }
      if (page.NextShardIterator === undefined) return;
      iterator = page.NextShardIterator;
      if ((page.Records ?? []).length === 0) await sleep(pauseMs);
    } catch (error) {
      if (stopped()) return;
      warn(`shard ${shard} of ${table.name} cannot be read: ${String(error)}`);
      iterator = undefined;
      await sleep(1_000);
    }
  }
}
