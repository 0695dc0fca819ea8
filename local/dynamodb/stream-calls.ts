import { type ChangeRecord, sequenceText } from './change-record';
import { failure, validationFailure } from './failure';
import type { Stream, Streams } from './streams';

const shard = 'shardId-00000000000000000001-00000001';
const MAX_RECORDS = 1000;

export interface ListStreamsRequest {
  readonly TableName?: string;
  readonly Limit?: number;
  readonly ExclusiveStartStreamArn?: string;
}

export function listStreams(streams: Streams, request: ListStreamsRequest): object {
  const { TableName, Limit = 100, ExclusiveStartStreamArn: after = '' } = request;
  const found = [...streams.all.values()]
    .filter(({ table, arn }) => (TableName === undefined || table.TableName === TableName) && arn > after)
    .sort((a, b) => (a.arn < b.arn ? -1 : 1));
  const page = found.slice(0, Limit);

  return {
    Streams: page.map(({ arn, label, table }) => ({
      StreamArn: arn,
      StreamLabel: label,
      TableName: table.TableName,
    })),
    ...(found.length > Limit && { LastEvaluatedStreamArn: page.at(-1)?.arn }),
  };
}

export interface DescribeStreamRequest {
  readonly StreamArn: string;
  readonly ExclusiveStartShardId?: string;
}

/** Every stream is one shard: a laptop needs no second. */
export function describeStream(streams: Streams, request: DescribeStreamRequest): object {
  const { StreamArn, ExclusiveStartShardId: after } = request;
  const stream = streamOf(streams, StreamArn);
  const last = stream.records.at(-1)?.dynamodb.SequenceNumber ?? stream.from;
  const range = {
    StartingSequenceNumber: stream.from,
    ...(!stream.enabled && { EndingSequenceNumber: last }),
  };
  return {
    StreamDescription: {
      StreamArn,
      StreamLabel: stream.label,
      StreamStatus: stream.enabled ? 'ENABLED' : 'DISABLED',
      StreamViewType: stream.viewType,
      CreationRequestDateTime: stream.startedAt,
      TableName: stream.table.TableName,
      KeySchema: stream.table.KeySchema,
      Shards: after === undefined ? [{ ShardId: shard, SequenceNumberRange: range }] : [],
    },
  };
}

export interface ShardIteratorRequest {
  readonly StreamArn: string;
  readonly ShardId: string;
  readonly ShardIteratorType: 'TRIM_HORIZON' | 'LATEST' | 'AT_SEQUENCE_NUMBER' | 'AFTER_SEQUENCE_NUMBER';
  readonly SequenceNumber?: string;
}

/** Where to read on: after a sequence number, or at it. An empty one is the oldest record that is there. */
interface Position {
  readonly arn: string;
  readonly after: string;
}

export function getShardIterator(streams: Streams, request: ShardIteratorRequest): object {
  const stream = streamOf(streams, request.StreamArn);
  if (request.ShardId !== shard) {
    throw failure(
      'ResourceNotFoundException',
      `Requested resource not found: Shard: ${request.ShardId} not found`,
    );
  }
  return { ShardIterator: written({ arn: stream.arn, after: startOf(stream, request) }) };
}

function startOf(
  stream: Stream,
  { ShardIteratorType: type, SequenceNumber: number }: ShardIteratorRequest,
): string {
  if (type === 'TRIM_HORIZON') return '';
  if (type === 'LATEST') return stream.records.at(-1)?.dynamodb.SequenceNumber ?? '';
  if (number === undefined || !/^\d+$/.test(number)) {
    throw validationFailure(`SequenceNumber must be given in digits when ShardIteratorType is ${type}`);
  }
  const first = stream.records[0]?.dynamodb.SequenceNumber ?? stream.from;
  if (number < first) {
    throw failure(
      'TrimmedDataAccessException',
      `Sequence number ${number} is older than what the stream keeps`,
    );
  }
  const at = BigInt(number);
  return sequenceText(type === 'AFTER_SEQUENCE_NUMBER' ? at : at - 1n);
}

export interface GetRecordsRequest {
  readonly ShardIterator: string;
  readonly Limit?: number;
}

export function getRecords(
  streams: Streams,
  { ShardIterator, Limit = MAX_RECORDS }: GetRecordsRequest,
): object {
  const position = read(ShardIterator);
  const stream = streamOf(streams, position.arn);
  const start = firstAfter(stream.records, position.after);
  const page = stream.records.slice(start, start + Limit);

  const last = page.at(-1)?.dynamodb.SequenceNumber;
  const isOver = !stream.enabled && start + page.length >= stream.records.length;
  return {
    Records: page.map((record) => viewed(record, stream.viewType)),
    ...(!isOver && { NextShardIterator: written({ arn: stream.arn, after: last ?? position.after }) }),
  };
}

function firstAfter(records: readonly ChangeRecord[], after: string): number {
  let low = 0;
  for (let high = records.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((records[middle]?.dynamodb.SequenceNumber ?? '') <= after) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A record with the images that the stream's view type shows. */
function viewed(record: ChangeRecord, viewType: string): object {
  const { NewImage, OldImage, ...rest } = record.dynamodb;
  const dynamodb = {
    ...rest,
    StreamViewType: viewType,
    ...(viewType.startsWith('NEW') && NewImage && { NewImage }),
    ...(viewType.includes('OLD') && OldImage && { OldImage }),
  };
  return { ...record, dynamodb };
}

function streamOf(streams: Streams, arn: string): Stream {
  const stream = streams.all.get(arn);
  if (!stream)
    throw failure('ResourceNotFoundException', `Requested resource not found: Stream: ${arn} not found`);
  return stream;
}

function written(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString('base64');
}

function read(iterator: string): Position {
  try {
    return JSON.parse(Buffer.from(iterator, 'base64').toString()) as Position;
  } catch {
    throw validationFailure('Invalid ShardIterator');
  }
}
