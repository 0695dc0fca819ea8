import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  GetItemCommand,
  PutItemCommand,
  type AttributeValue,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';

/** A table that nobody else writes. */
export interface Scratch {
  readonly client: DynamoDBClient;
  readonly table: string;
}

const TABLE_DEADLINE_MS = 30_000;
const TRY_AGAIN_MS = 20;
/** With the pauses of {@link untilAnswered}, about ten seconds of contention. */
const MOST_TRIES = 40;

const contention = new Set([
  'TransactionConflictException',
  'TransactionInProgressException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
]);
const contended = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

/** Creates the table, lends it, and deletes it whatever happens. @throws where the store makes no tables */
export async function withScratchTable<T>(
  client: DynamoDBClient,
  use: (scratch: Scratch) => Promise<T>,
): Promise<T> {
  // lower case: the three tables of the program are told apart by their names
  const table = `holdfast-races-${randomUUID()}`;
  await client.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    }),
  );

  try {
    await untilActive(client, table);
    return await use({ client, table });
  } finally {
    await client.send(new DeleteTableCommand({ TableName: table }));
  }
}

/** Writes an item with a number, whatever was there. */
export async function putNumber({ client, table }: Scratch, id: string, n: number): Promise<void> {
  const Item = { id: { S: id }, n: { N: String(n) } };
  await untilAnswered(() => client.send(new PutItemCommand({ TableName: table, Item })));
}

/** Reads an item as it is now. */
export async function readItem(
  { client, table }: Scratch,
  id: string,
): Promise<Record<string, AttributeValue> | undefined> {
  const Key = { id: { S: id } };
  const { Item } = await untilAnswered(() =>
    client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true })),
  );

  return Item;
}

export async function readNumber(scratch: Scratch, id: string): Promise<number> {
  const item = await readItem(scratch, id);

  return Number(item?.['n']?.N);
}

/** Sends again what was refused for contention: that is no answer. @throws any other error, and contention that does not end */
export async function untilAnswered<T>(write: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await write();
    } catch (error) {
      if (!isContention(error) || tries === MOST_TRIES) throw error;
      await sleep(Math.random() * TRY_AGAIN_MS * Math.min(tries, 20));
    }
  }
}

/** Whether a write was applied (true) or its condition refused it (false). @throws any other error */
export async function applied(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await untilAnswered(write);
    return true;
  } catch (error) {
    if (isRefusal(error)) return false;
    throw error;
  }
}

function isRefusal(error: unknown): boolean {
  const { name } = error as Error;

  return name === 'ConditionalCheckFailedException' || reasons(error).includes('ConditionalCheckFailed');
}

function isContention(error: unknown): boolean {
  const given = reasons(error);

  return (
    contention.has((error as Error).name) || (given.length > 0 && given.every((code) => contended.has(code)))
  );
}

function reasons(error: unknown): readonly string[] {
  const { CancellationReasons = [] } = error as { CancellationReasons?: readonly { Code?: string }[] };

  return CancellationReasons.map(({ Code = 'None' }) => Code).filter((code) => code !== 'None');
}

async function untilActive(client: DynamoDBClient, table: string): Promise<void> {
  const deadline = Date.now() + TABLE_DEADLINE_MS;

  for (;;) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
    if (Table?.TableStatus === 'ACTIVE') return;
    if (Date.now() > deadline)
      throw new Error(`table ${table} is ${Table?.TableStatus ?? 'not there'} after 30 s`);

    await sleep(TRY_AGAIN_MS);
  }
}
