import {
  CreateTableCommand,
  DeleteItemCommand,
  DescribeTableCommand,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import { type Endpoint, openEndpoint, raw, shop as definition, text } from './endpoint';

interface Answer {
  readonly ShardIterator: string;
  readonly NextShardIterator?: string;
  readonly Records: readonly {
    eventName: string;
    dynamodb: Record<string, unknown> & { SequenceNumber: string };
  }[];
  readonly Streams: readonly { StreamArn: string }[];
  readonly StreamDescription: { StreamStatus: string; Shards: readonly { ShardId: string }[] };
}

let shop: Endpoint;
beforeEach(async () => (shop = await openEndpoint(streaming('NEW_AND_OLD_IMAGES'))));
afterEach(() => shop.close());

function streaming(StreamViewType: 'NEW_AND_OLD_IMAGES' | 'KEYS_ONLY', TableName = 'Shop') {
  return { ...definition, TableName, StreamSpecification: { StreamEnabled: true, StreamViewType } } as const;
}

const call = async (operation: string, body: object): Promise<Answer> =>
  (await raw(shop.url, operation, body, 'DynamoDBStreams_20120810')).body as unknown as Answer;

async function iterator(ShardIteratorType: string, more: object = {}, TableName = 'Shop'): Promise<string> {
  const [stream] = (await call('ListStreams', { TableName })).Streams;
  const { StreamDescription } = await call('DescribeStream', { StreamArn: stream!.StreamArn });
  const [shard] = StreamDescription.Shards;
  return (
    await call('GetShardIterator', {
      ...stream,
      ...shard,
      StreamLabel: undefined,
      TableName: undefined,
      SequenceNumberRange: undefined,
      ShardIteratorType,
      ...more,
    })
  ).ShardIterator;
}

const keysOf = ({ Records }: Answer) =>
  Records.map(({ dynamodb }) => (dynamodb['Keys'] as { pk: { S: string } }).pk.S);

test('from TRIM_HORIZON every change is read, in order, with both images', async () => {
  await shop.put({ pk: text('a'), v: text('1') });
  await shop.put({ pk: text('a'), v: text('2') });
  await shop.client.send(new DeleteItemCommand({ TableName: 'Shop', Key: { pk: text('a') } }));

  const { Records } = await call('GetRecords', { ShardIterator: await iterator('TRIM_HORIZON') });

  expect(Records.map(({ eventName }) => eventName)).toEqual(['INSERT', 'MODIFY', 'REMOVE']);
  expect(Records[1]?.dynamodb).toMatchObject({
    Keys: { pk: text('a') },
    OldImage: { pk: text('a'), v: text('1') },
    NewImage: { pk: text('a'), v: text('2') },
    StreamViewType: 'NEW_AND_OLD_IMAGES',
  });
});

test('from LATEST only what comes later is read, and an iterator goes on where it stopped', async () => {
  await shop.put({ pk: text('before') });
  const first = await iterator('LATEST');
  await shop.put({ pk: text('one') });
  await shop.put({ pk: text('two') });

  const page = await call('GetRecords', { ShardIterator: first, Limit: 1 });
  const next = await call('GetRecords', { ShardIterator: page.NextShardIterator });
  const none = await call('GetRecords', { ShardIterator: next.NextShardIterator });

  expect([keysOf(page), keysOf(next), keysOf(none)]).toEqual([['one'], ['two'], []]);
});

test('AT a sequence number its record is read again, AFTER it only the later ones', async () => {
  for (const pk of ['a', 'b', 'c']) await shop.put({ pk: text(pk) });
  const all = await call('GetRecords', { ShardIterator: await iterator('TRIM_HORIZON') });
  const { SequenceNumber } = all.Records[1]!.dynamodb;

  const at = await call('GetRecords', {
    ShardIterator: await iterator('AT_SEQUENCE_NUMBER', { SequenceNumber }),
  });
  const after = await call('GetRecords', {
    ShardIterator: await iterator('AFTER_SEQUENCE_NUMBER', { SequenceNumber }),
  });

  expect([keysOf(at), keysOf(after)]).toEqual([['b', 'c'], ['c']]);
});

test('a stream of keys shows no image, though a listener in the process is given both', async () => {
  await shop.client.send(new CreateTableCommand(streaming('KEYS_ONLY', 'Keys')));
  const heard: unknown[] = [];
  shop.engine.onChange('Keys', ({ dynamodb }) => heard.push(dynamodb.NewImage));

  await shop.engine.call('PutItem', { TableName: 'Keys', Item: { pk: text('a'), secret: text('x') } });
  const { Records } = await call('GetRecords', { ShardIterator: await iterator('TRIM_HORIZON', {}, 'Keys') });

  expect(Records[0]?.dynamodb).not.toHaveProperty('NewImage');
  expect(heard).toEqual([{ pk: text('a'), secret: text('x') }]);
});

test('a stream that is switched off can be read to its end, which is an end', async () => {
  await shop.put({ pk: text('a') });
  const start = await iterator('TRIM_HORIZON');
  await shop.client.send(
    new UpdateTableCommand({ TableName: 'Shop', StreamSpecification: { StreamEnabled: false } }),
  );
  await shop.put({ pk: text('b') });

  const page = await call('GetRecords', { ShardIterator: start });
  const { Table } = await shop.client.send(new DescribeTableCommand({ TableName: 'Shop' }));

  expect(keysOf(page)).toEqual(['a']);
  expect(page.NextShardIterator).toBeUndefined();
  expect(Table?.StreamSpecification).toBeUndefined();
});

test('a stream that does not exist is not found', async () => {
  const StreamArn = 'arn:aws:dynamodb:us-east-1:000000000000:table/Nothing/stream/2026';

  const { status, body } = await raw(shop.url, 'DescribeStream', { StreamArn }, 'DynamoDBStreams_20120810');

  expect(status).toBe(400);
  expect(body['__type']).toContain('ResourceNotFoundException');
});
