import { DynamoDBClient, paginateListTables } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Books } from '../lambda/audit/books';
import { type BookTables, dynamoBooks } from '../lambda/audit/dynamo-books';
import type { RepairBooks } from '../lambda/audit/repair';
import { dynamoOrderStore } from '../lambda/order/dynamo-order-store';
import type { OrderStore } from '../lambda/order/order-store';
import { patientGateway } from '../lambda/payment/patient-gateway';
import type { PaymentGateway } from '../lambda/payment/payment-gateway';
import { sandboxGateway } from '../lambda/payment/sandbox-gateway';
import type { Carrier } from '../lambda/shipping/carrier';
import { sandboxCarrier } from '../lambda/shipping/sandbox-carrier';
import { Refusal } from './command';
import { partsOf } from './data-folder';
import { openEngine } from './dynamodb/engine';
import { serveEngine } from './dynamodb/server';
import { callerOf } from './environment';

/** What an audit reads, and what a repair writes. */
export interface AuditSource {
  readonly books: Books;
  readonly repairs: RepairBooks;
  readonly payments: Pick<PaymentGateway, 'refund'>;
  readonly carrier: Pick<Carrier, 'withdraw'>;
  readonly orders: Pick<OrderStore, 'advance'>;
  readonly now: () => Date;
}

export interface OpenAudit extends AuditSource {
  close(): Promise<void>;
}

/** The audit's books over any client. */
export function auditSource(db: DynamoDBDocumentClient, tables: BookTables): AuditSource {
  const ledger = { db, table: tables.sandbox, newId: randomUUID };

  return {
    books: dynamoBooks(db, tables),
    repairs: { db, inventory: tables.inventory, newId: randomUUID, now: () => new Date() },
    // whoever asks says that there was no answer
    payments: patientGateway(sandboxGateway(ledger), () => undefined),
    carrier: sandboxCarrier(ledger, () => undefined),
    orders: dynamoOrderStore({ db, tables, newId: randomUUID }),
    now: () => new Date(),
  };
}

/** Opens the books of a running instance, by its endpoint, or of a stopped one, by its folder. @throws Refusal */
export async function openAudit(from: {
  readonly dynamodb?: string;
  readonly stage?: string;
  readonly data?: string;
}): Promise<OpenAudit> {
  if (from.dynamodb !== undefined) return booksAt(clientAt(from.dynamodb), from, () => Promise.resolve());

  const folder = partsOf(from.data ?? '').tables;
  if (!existsSync(folder)) throw new Refusal(`--data: there is no instance in ${String(from.data)}`);
  const engine = await openEngine({ folder }).catch((error: unknown) => {
    throw new Refusal((error as Error).message);
  });
  const served = await serveEngine(engine);
  return booksAt(clientAt(served.url), { dynamodb: served.url }, async () => {
    await served.close();
    await engine.close();
  });
}

/** A local endpoint takes any caller; AWS itself wants one of its own, whom the environment names. */
function clientAt(endpoint: string): DynamoDBClient {
  const region = /^https:\/\/dynamodb\.([a-z\d-]+)\.amazonaws\.com\/?$/.exec(endpoint)?.[1];
  if (region !== undefined) return new DynamoDBClient({ region, maxAttempts: 1 });

  const caller = callerOf(process.env); // as the instance calls: emulators keep tables apart by both
  const credentials = { accessKeyId: caller.accessKeyId, secretAccessKey: 'local' };
  return new DynamoDBClient({ endpoint, region: caller.region, credentials, maxAttempts: 1 });
}

async function booksAt(
  client: DynamoDBClient,
  { dynamodb: endpoint = '', stage }: { readonly dynamodb?: string; readonly stage?: string },
  closeMore: () => Promise<void>,
): Promise<OpenAudit> {
  const db = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const close = async () => {
    client.destroy();
    await closeMore();
  };

  try {
    const all = await tableNames(client, endpoint);
    const names = stage === undefined ? all : all.filter((name) => name.startsWith(`holdfast-${stage}-`));
    const tables = {
      inventory: pick(names, 'Inventory'),
      orders: pick(names, 'Orders'),
      sandbox: pick(names, 'Sandbox'),
    };
    return { ...auditSource(db, tables), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function tableNames(client: DynamoDBClient, endpoint: string): Promise<readonly string[]> {
  try {
    const names: string[] = [];
    for await (const { TableNames = [] } of paginateListTables({ client }, {})) names.push(...TableNames);
    return names;
  } catch (error) {
    throw new Refusal(
      `no DynamoDB answers at ${endpoint} (${(error as Error).message}): is the instance running?`,
    );
  }
}

function pick(names: readonly string[], part: string): string {
  const [name, ...more] = names.filter((candidate) => candidate.includes(part));
  if (name === undefined || more.length > 0) {
    throw new Refusal(
      `wanted exactly one table with ${part} in its name, got ${name ? [name, ...more].join(', ') : 'none'}`,
    );
  }
  return name;
}
