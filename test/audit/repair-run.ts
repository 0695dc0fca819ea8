import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { randomUUID } from 'node:crypto';
import type { Audit } from '../../lambda/audit/audit';
import { receiveGoods } from '../../lambda/inventory/receive-stock';
import { runAudit, type Asked } from '../../local/audit-run';
import { auditSource, type AuditSource } from '../../local/audit-source';
import { tables, type TestWorld } from '../world';

interface Report extends Audit {
  readonly repairs?: readonly { readonly sku: string }[];
  readonly refunds?: readonly string[];
  readonly reconciled?: readonly { readonly orderId: string; readonly reference: string }[];
  readonly forPerson?: readonly { readonly wrong: string }[];
}

export interface Ran {
  readonly code: number;
  readonly report: Report;
  /** What it said while it ran. */
  readonly lines: readonly string[];
}

/** Runs `npm run audit -- --repair --reason … --yes --json`, over another client where one is given. */
export async function runRepair(
  world: TestWorld,
  db: DynamoDBDocumentClient = world.db,
  differs: Partial<AuditSource> = {},
): Promise<Ran> {
  const asked = { repair: true, reconcile: false, reason: 'counted by hand', yes: true, json: true };
  return await run({ ...auditSource(db, tables), ...differs }, asked);
}

/** Runs `npm run audit -- --reconcile --reason … --json`, with `--yes` or without. */
export async function runReconcile(
  world: TestWorld,
  differs: Partial<AuditSource> = {},
  yes = true,
): Promise<Ran> {
  const asked = { repair: false, reconcile: true, reason: 'tables restored', yes, json: true };
  return await run({ ...auditSource(world.db, tables), now: world.now, ...differs }, asked);
}

async function run(source: AuditSource, asked: Asked): Promise<Ran> {
  const lines: string[] = [];
  let report: unknown;
  const output = {
    say: (line: string) => void lines.push(line),
    result: (it: unknown) => void (report = it),
  };

  const code = await runAudit(source, asked, output);
  return { code, report: report as Report, lines };
}

export interface Interruption {
  /** Before which of the client's calls, from 0: to the store, that is after the call before. */
  readonly call: number;
  readonly happens: () => Promise<unknown>;
}

/** A client in front of the world's: something happens right before one of its calls. */
export function interrupted({ db }: TestWorld, at?: Interruption) {
  let calls = 0;
  const send = async (command: never): Promise<unknown> => {
    const call = calls;
    calls += 1;
    if (call === at?.call) await at.happens();
    return await db.send(command);
  };

  return { db: { send } as unknown as DynamoDBDocumentClient, calls: () => calls };
}

/** A unit that disappears from the shelf without a move, as a bug or a hand would leave it. */
export async function strand({ db }: TestWorld, sku = 'tea'): Promise<void> {
  await db.send(
    new UpdateCommand({
      TableName: tables.inventory,
      Key: { sku, entry: 'stock' },
      UpdateExpression: 'ADD available :less',
      ExpressionAttributeValues: { ':less': -1 },
    }),
  );
}

/** Goods in, or out, as the route books them. */
export async function receive({ db, now }: TestWorld, quantity: number): Promise<void> {
  const inventory = { db, table: tables.inventory, newId: randomUUID, now };
  await receiveGoods(inventory, { sku: 'tea', key: randomUUID(), quantity, reason: 'goods in', by: 'admin' });
}

/** What the tables say of tea: units received by its receipts, and units of the orders that hold stock. */
export async function teaBooks(world: TestWorld) {
  const { received, available, moves } = await world.stockItem('tea');
  let committed = 0;
  for await (const order of world.books.orders()) {
    if ('lines' in order && ['held', 'paying', 'paid', 'shipped'].includes(order.status))
      committed += order.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  }
  return { received, available, moves, committed };
}
