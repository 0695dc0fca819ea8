import { type CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { randomBytes } from 'node:crypto';
import { makeApp } from '../../lambda/http/app';
import { contractOf } from '../../lambda/http/contract';
import { dynamoStockStore } from '../../lambda/inventory/dynamo-stock-store';
import { inventoryRoutes } from '../../lambda/inventory/routes';
import type { StockStore } from '../../lambda/inventory/stock-store';
import { type Engine, openEngine } from '../../local/dynamodb/engine';
import { parseFaults, serveFaults } from '../../local/dynamodb/faults';
import { serveEngine } from '../../local/dynamodb/server';
import { askPlain, type Got, type Sent } from '../http/doors';

export const TABLE = 'Inventory';
export const cup = { name: 'A cup', unitPrice: 1_250, currency: 'EUR' };
export const isNew = { 'if-none-match': '*' };

/** The inventory's routes, answered from the embedded engine, and what is in its table. */
export interface Shop {
  readonly stock: StockStore;
  readonly db: DynamoDBDocumentClient;
  ask(sent: Sent): Promise<Got>;
  get(path: string): Promise<Got>;
  put(sku: string, body: unknown, headers: Readonly<Record<string, string>>): Promise<Got>;
  receive(sku: string, body: unknown, key: string): Promise<Got>;
  /** Every item of a SKU, as it is stored. */
  items(sku: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  close(): Promise<void>;
}

/** @param faults as `npm start -- --faults` takes them */
export async function openShop(faults?: string, seed = 1): Promise<Shop> {
  const engine = await openEngine();
  await createTable(engine);
  const served = await (faults ? serveFaults(engine, parseFaults(faults), seed) : serveEngine(engine));
  const db = clientOf(served.url);
  const newId = () => randomBytes(12).toString('base64url');
  const stock = dynamoStockStore({ db, table: TABLE, now: () => new Date(), newId });
  const app = makeApp(inventoryRoutes, { stock, contract: contractOf([]) }, names);
  const ask = (sent: Sent) => askPlain(app, sent);
  const change = { authorization: 'Bearer admin', 'content-type': 'application/json' };

  return {
    stock,
    db,
    ask,
    get: (path) => ask({ path }),
    put: (sku, body, headers) =>
      ask({
        method: 'PUT',
        path: `/products/${sku}`,
        headers: { ...change, ...headers },
        body: JSON.stringify(body),
      }),
    receive: (sku, body, key) =>
      ask({
        method: 'POST',
        path: `/products/${sku}/receipts`,
        headers: { ...change, 'idempotency-key': key },
        body: JSON.stringify(body),
      }),
    items: (sku) => itemsOf(engine, sku),
    close: async () => {
      db.destroy();
      await served.close();
      await engine.close();
    },
  };
}

/** Tokens are names here; the real verifier has tests of its own. */
const names = {
  verify: (token: string) => Promise.resolve({ customerId: token, admin: token === 'admin' }),
};

function clientOf(endpoint: string): DynamoDBDocumentClient {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint, region: 'local', credentials, maxAttempts: 1 });
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}

const table: CreateTableCommandInput = {
  TableName: TABLE,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'sku', AttributeType: 'S' },
    { AttributeName: 'entry', AttributeType: 'S' },
    { AttributeName: 'catalogue', AttributeType: 'S' },
  ],
  KeySchema: [
    { AttributeName: 'sku', KeyType: 'HASH' },
    { AttributeName: 'entry', KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'catalogue',
      KeySchema: [
        { AttributeName: 'catalogue', KeyType: 'HASH' },
        { AttributeName: 'sku', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
};

async function createTable(engine: Engine): Promise<void> {
  const { status, body } = await engine.call('CreateTable', table);
  if (status !== 200) throw new Error(JSON.stringify(body));
}

/** Past any faults: a test looks at what is there. */
async function itemsOf(engine: Engine, sku: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const served = await serveEngine(engine);
  const db = clientOf(served.url);
  try {
    const KeyConditionExpression = 'sku = :sku';
    const ExpressionAttributeValues = { ':sku': sku };
    const query = {
      TableName: TABLE,
      KeyConditionExpression,
      ExpressionAttributeValues,
      ConsistentRead: true,
    };
    return (await db.send(new QueryCommand(query))).Items ?? [];
  } finally {
    db.destroy();
    await served.close();
  }
}
