import {
  type CreateTableCommandInput,
  DynamoDBClient,
  CreateTableCommand,
  type AttributeValue,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { type Engine, openEngine } from '../../local/dynamodb/engine';
import { serveEngine } from '../../local/dynamodb/server';

export type Image = Record<string, AttributeValue>;

/** An engine in memory, served, and the real SDK's client for it. The table `Shop` has the key `pk` and nothing else. */
export interface Endpoint {
  readonly engine: Engine;
  readonly url: string;
  readonly client: DynamoDBClient;
  put(item: Image): Promise<unknown>;
  get(pk: string): Promise<Image | undefined>;
  close(): Promise<void>;
}

export const shop: CreateTableCommandInput = {
  TableName: 'Shop',
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
};

/** As `shop`, with a global index `byKind` by `kind` that shows keys only. */
export const indexedShop: CreateTableCommandInput = {
  ...shop,
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'kind', AttributeType: 'S' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byKind',
      KeySchema: [{ AttributeName: 'kind', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
};

export function clientOf(url: string): DynamoDBClient {
  return new DynamoDBClient({
    endpoint: url,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'anyone', secretAccessKey: 'anything' },
    maxAttempts: 1,
  });
}

export async function openEndpoint(table: CreateTableCommandInput = shop): Promise<Endpoint> {
  const engine = await openEngine();
  const served = await serveEngine(engine);
  const client = clientOf(served.url);
  await client.send(new CreateTableCommand(table));

  return {
    engine,
    url: served.url,
    client,
    put: (Item) => client.send(new PutItemCommand({ TableName: 'Shop', Item })),
    get: async (pk) =>
      (
        await client.send(
          new GetItemCommand({ TableName: 'Shop', Key: { pk: { S: pk } }, ConsistentRead: true }),
        )
      ).Item,
    close: async () => {
      client.destroy();
      await served.close();
      await engine.close();
    },
  };
}

export const text = (S: string): AttributeValue => ({ S });
export const number = (value: number): AttributeValue => ({ N: String(value) });

/** The error that a call ends with; a call that succeeds fails the test. */
export async function errorOf(call: Promise<unknown>): Promise<Error & Record<string, unknown>> {
  return call.then(
    () => {
      throw new Error('the call succeeded');
    },
    (error: unknown) => error as Error & Record<string, unknown>,
  );
}

/** A call as it goes over the wire, for what the SDK would not send. */
export async function raw(
  url: string,
  operation: string,
  body: unknown,
  api = 'DynamoDB_20120810',
): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'x-amz-target': `${api}.${operation}`, 'content-type': 'application/x-amz-json-1.0' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}
