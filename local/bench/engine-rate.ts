import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { randomUUID } from 'node:crypto';
import { stretch, type Stretch } from './shop-rate';

/** The yardstick: bare transactions of two items, a counter taken from and an item created, through the SDK as the program uses it. */
export interface EngineRate {
  readonly measure: (seconds: number) => Promise<Stretch>;
  readonly close: () => Promise<void>;
}

const TableName = 'BenchScratch';
const counters = 100;

export async function openEngineRate(endpoint: string): Promise<EngineRate> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint, region: 'local', credentials, maxAttempts: 1 });
  const db = DynamoDBDocumentClient.from(client);
  await client.send(
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
      await client.send(new DeleteTableCommand({ TableName }));
      client.destroy();
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
