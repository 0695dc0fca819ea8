import { CreateTableCommand, DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { randomUUID } from 'node:crypto';
import { documentClient } from '../../lambda/dynamo/client';
import { stretch, type Stretch } from './stretch';

/** The yardstick: bare transactions of two items, a counter taken from and an item created, through the program's own SDK client. */
export interface EngineRate {
  readonly measure: (seconds: number) => Promise<Stretch>;
  readonly close: () => Promise<void>;
}

const TableName = 'BenchScratch';
const counters = 100;

/** For the run of this process: the client finds it as the program's does, by the environment. */
export async function openEngineRate(): Promise<EngineRate> {
  const db = documentClient();
  await db.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    }),
  );
  let sent = 0;

  const once = async (): Promise<number> => {
    const start = performance.now();
    await db.send(takeAndCreate((sent += 1)));
    return performance.now() - start;
  };

  return {
    measure: (seconds) => stretch(once, seconds),
    close: async () => {
      await db.send(new DeleteTableCommand({ TableName }));
      db.destroy();
    },
  };
}

function takeAndCreate(number: number): TransactWriteCommand {
  return new TransactWriteCommand({
    ClientRequestToken: randomUUID(),
    TransactItems: [
      {
        Put: {
          TableName,
          Item: { id: `order-${number}`, lines: [{ sku: 'sku', quantity: 1 }], status: 'paying' },
          ConditionExpression: 'attribute_not_exists(id)',
        },
      },
      {
        Update: {
          TableName,
          Key: { id: `counter-${number % counters}` },
          UpdateExpression: 'ADD taken :one',
          ExpressionAttributeValues: { ':one': 1 },
        },
      },
    ],
  });
}
