import { CreateTableCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { openEngine as openDynamo } from '../../local/dynamodb/engine';
import { serveEngine } from '../../local/dynamodb/server';
import type { GuardName } from '../guards/all';
import type { Item } from '../guards/store';
import type { Settings } from '../settings';
import { stockEntries } from '../simulator/stock-up';
import { startRedis, type RedisServer } from './redis-server';

export const TABLE = 'ContentionLab';

/** The embedded DynamoDB behind its HTTP door, and a Redis beside it where there is one. */
export interface LabEngine {
  readonly db: DynamoDBDocumentClient;
  /** A sentence where there is none. */
  readonly redis: RedisServer | string;
  stockUp(guard: GuardName, sku: string, units: number, settings: Settings): Promise<void>;
  /** The stock entries of a product as they are. */
  stock(sku: string): Promise<readonly Item[]>;
  close(): Promise<void>;
}

export async function startLabEngine(): Promise<LabEngine> {
  const engine = await openDynamo();
  const served = await serveEngine(engine);
  const client = new DynamoDBClient({
    endpoint: served.url,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  const db = DynamoDBDocumentClient.from(client);
  await createTable(client);
  const redis = await startRedis();

  return {
    db,
    redis,
    stockUp: async (guard, sku, units, settings) => {
      for (const { item } of stockEntries(guard, sku, units, settings))
        await client.send(new PutItemCommand({ TableName: TABLE, Item: marshall(item) }));
    },
    stock: async (sku) => {
      const { Items: items } = await db.send(
        new QueryCommand({
          TableName: TABLE,
          ConsistentRead: true,
          KeyConditionExpression: 'sku = :sku AND begins_with(entry, :stock)',
          ExpressionAttributeValues: { ':sku': sku, ':stock': 'stock' },
        }),
      );
      return (items ?? []) as Item[];
    },
    close: async () => {
      if (typeof redis !== 'string') await redis.close();
      client.destroy();
      await served.close();
      await engine.close();
    },
  };
}

async function createTable(client: DynamoDBClient): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName: TABLE,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'sku', KeyType: 'HASH' },
        { AttributeName: 'entry', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'sku', AttributeType: 'S' },
        { AttributeName: 'entry', AttributeType: 'S' },
      ],
    }),
  );
}
