import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import type { DynamoCall } from './dynamo-call';
import type { Take } from './feed';
import { REGION } from './template/names';
import type { Table } from './tables';

type Item = Record<string, AttributeValue>;

const unfinished = ['held', 'paying', 'paid', 'refunding'];

/**
 * Sends the stream records of a table's unfinished orders again, each as a new item: what queues held when the last run ended follows
 * from them. An order that is paid so looks as one that has just become paid.
 * @returns how many there were
 */
export async function replayUnfinished(
  call: DynamoCall,
  table: Table,
  keys: readonly string[],
  take: Take,
): Promise<number> {
  let sent = 0;
  let from: Item | undefined;
  do {
    const page = await call<{ readonly Items?: readonly Item[]; readonly LastEvaluatedKey?: Item }>('Scan', {
      TableName: table.name,
      FilterExpression: `#status IN (${unfinished.map((state) => `:${state}`).join(', ')})`,
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: Object.fromEntries(unfinished.map((state) => [`:${state}`, { S: state }])),
      ...(from && { ExclusiveStartKey: from }),
    });
    for (const item of page.Items ?? []) {
      sent += 1;
      take(recordOf(item, { table, keys, sequence: sent }));
    }
    from = page.LastEvaluatedKey;
  } while (from);
  return sent;
}

interface Place {
  readonly table: Table;
  readonly keys: readonly string[];
  readonly sequence: number;
}

function recordOf(item: Item, { table, keys, sequence }: Place): DynamoDBRecord {
  return {
    eventID: `replay-${sequence}`,
    eventName: 'INSERT',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: REGION,
    eventSourceARN: table.arn,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(Date.now() / 1000),
      Keys: Object.fromEntries(Object.entries(item).filter(([name]) => keys.includes(name))),
      NewImage: item,
      SequenceNumber: `9${String(sequence).padStart(20, '0')}`, // no other record has the like
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
  };
}
