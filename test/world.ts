import {
  DynamoDBClient,
  type CreateTableCommandInput,
  type KeySchemaElement,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { randomUUID } from 'node:crypto';
import { dynamoBooks } from '../lambda/audit/dynamo-books';
import { dynamoOrderStore } from '../lambda/order/dynamo-order-store';
import { dynamoPriceMemory } from '../lambda/order/price-memory';
import type { DeadlineMessage, Delayed, ShippingMessage } from '../lambda/outbox/messages';
import type { GatewayCalls } from '../lambda/payment/payment-gateway';
import { patientGateway } from '../lambda/payment/patient-gateway';
import { sandboxGateway } from '../lambda/payment/sandbox-gateway';
import { sandboxCarrier } from '../lambda/shipping/sandbox-carrier';
import type { AuditorWorld } from '../lambda/audit/auditor';
import type { Level, Measure } from '../lambda/observe/measures';
import type { World } from '../lambda/world';
import { openEngine } from '../local/dynamodb/engine';
import { parseFaults, serveFaults } from '../local/dynamodb/faults';
import { serveEngine } from '../local/dynamodb/server';

export const tables = { inventory: 'Inventory', orders: 'Orders', sandbox: 'Sandbox' };

/** The real order flow on the embedded engine; what would be queued is kept in lists, and the clock stands still until it is moved. */
export interface TestWorld extends World {
  readonly db: DynamoDBDocumentClient;
  readonly toShipping: Delayed<ShippingMessage>[];
  readonly toDeadline: Delayed<DeadlineMessage>[];
  readonly comeBacks: number[];
  readonly counted: Partial<Record<Measure, number>>;
  /** What the auditor found last. */
  readonly found: Partial<Record<Level, number>>;
  readonly observer: World['observer'] & AuditorWorld['observer'];
  readonly books: ReturnType<typeof dynamoBooks>;
  passSeconds(seconds: number): void;
  stock(sku: string, units: number, price?: { unitPrice?: number; currency?: string }): Promise<void>;
  stockItem(sku: string): Promise<{ received: number; available: number; moves: number; version: number }>;
  entry(orderId: string, entry: string): Promise<Record<string, unknown> | undefined>;
  close(): Promise<void>;
}

export interface WorldOptions {
  /** As `npm start -- --faults` takes them. */
  readonly faults?: string;
}

export async function openWorld({ faults }: WorldOptions = {}): Promise<TestWorld> {
  const engine = await openEngine();
  const served = faults ? await serveFaults(engine, parseFaults(faults), 7) : await serveEngine(engine);
  const client = new DynamoDBClient({
    endpoint: served.url,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  const db = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  for (const table of definitions) {
    const answer = await engine.call('CreateTable', table);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  }

  const toShipping: Delayed<ShippingMessage>[] = [];
  const toDeadline: Delayed<DeadlineMessage>[] = [];
  const comeBacks: number[] = [];
  const counted: Partial<Record<Measure, number>> = {};
  const found: Partial<Record<Level, number>> = {};
  let time = Date.parse('2026-01-01T00:00:00Z');
  const ledger = { db, table: tables.sandbox, newId: randomUUID };

  return {
    db,
    toShipping,
    toDeadline,
    comeBacks,
    counted,
    found,
    orders: dynamoOrderStore({ db, tables, newId: () => randomUUID().slice(0, 18) }),
    prices: dynamoPriceMemory(db, tables.inventory),
    payments: patientGateway(impatient(sandboxGateway(ledger)), () => undefined, PATIENCE_MS),
    carrier: sandboxCarrier(ledger, () => undefined),
    books: dynamoBooks(db, tables),
    shippingMessages: {
      send: async (delayed) => void toShipping.push(delayed),
      comeBack: async (_, seconds) => void comeBacks.push(seconds),
    },
    deadlineMessages: { send: async (delayed) => void toDeadline.push(delayed) },
    policy: { holdSeconds: 600, settleSeconds: 30 },
    now: () => new Date(time),
    observer: {
      count: (measure) => void (counted[measure] = (counted[measure] ?? 0) + 1),
      level: (level, value) => void (found[level] = value),
      warn: () => undefined,
    },
    passSeconds: (seconds) => void (time += seconds * 1000),
    stock: async (sku, units, { unitPrice = 250, currency = 'EUR' } = {}) => {
      const count = { received: units, available: units, moves: 1, version: 1 };
      const item = { sku, entry: 'stock', catalogue: 'stock', name: sku, unitPrice, currency, ...count };
      const receipt = { sku, entry: 'receipt#0', quantity: units, reason: 'delivery' };
      await db.send(new PutCommand({ TableName: tables.inventory, Item: item }));
      await db.send(new PutCommand({ TableName: tables.inventory, Item: receipt }));
    },
    stockItem: async (sku) => {
      const get = { TableName: tables.inventory, Key: { sku, entry: 'stock' }, ConsistentRead: true };
      return (await db.send(new GetCommand(get))).Item as never;
    },
    entry: async (orderId, entry) => {
      const get = { TableName: tables.sandbox, Key: { orderId, entry }, ConsistentRead: true };
      return (await db.send(new GetCommand(get))).Item;
    },
    close: async () => {
      client.destroy();
      await served.close();
      await engine.close();
    },
  };
}

/** A machine that is busy with other tests may take seconds for a call: here nobody's patience ends before the test's own. */
export const PATIENCE_MS = 60_000;

/** What would get no answer gets none at once, so that no test waits for the end of anybody's patience. */
export function impatient(sandbox: GatewayCalls): GatewayCalls {
  const over = AbortSignal.abort(new Error('no answer'));

  return {
    ...sandbox,
    charge: (charge, token) => sandbox.charge(charge, token, over),
    refund: (reference) => sandbox.refund(reference, over),
  };
}

const onDemand = { BillingMode: 'PAY_PER_REQUEST' } as const;

function keys(hash: string, range: string): KeySchemaElement[] {
  return [
    { AttributeName: hash, KeyType: 'HASH' },
    { AttributeName: range, KeyType: 'RANGE' },
  ];
}

function strings(...names: string[]) {
  return names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const }));
}

const definitions: readonly CreateTableCommandInput[] = [
  {
    ...onDemand,
    TableName: tables.inventory,
    KeySchema: keys('sku', 'entry'),
    AttributeDefinitions: strings('sku', 'entry', 'catalogue'),
    GlobalSecondaryIndexes: [
      {
        IndexName: 'catalogue',
        KeySchema: keys('catalogue', 'sku'),
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  },
  {
    ...onDemand,
    TableName: tables.orders,
    KeySchema: keys('customerId', 'orderId'),
    AttributeDefinitions: strings('customerId', 'orderId', 'createdAt'),
    LocalSecondaryIndexes: [
      {
        IndexName: 'newest',
        KeySchema: keys('customerId', 'createdAt'),
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  },
  {
    ...onDemand,
    TableName: tables.sandbox,
    KeySchema: keys('orderId', 'entry'),
    AttributeDefinitions: strings('orderId', 'entry'),
  },
];

/** A call as the checks before a route leave it. */
export function call<Body>(customerId: string, key: string, body: Body) {
  return { customerId, key, body, params: {}, query: {}, header: () => undefined };
}
