import { auditedPerSecond, catalogueBytes, coldStart, monthsKept, msPerCall } from './assumptions';
import { emptyAudit, visit, type MeteredTable } from './metered';
import type { Month } from './month';
import { runsOf } from './schedules';

const BYTES_PER_READ_UNIT = 4_096; // of a consistent scan

/** Stock is read before and after the orders. */
const scans: Readonly<Record<MeteredTable, number>> = { Inventory: 2, Orders: 1, Sandbox: 1 };

/** How often all that is stored is read and recounted in a month. */
export function auditsIn({ assembly }: Month): number {
  return assembly
    .ofType('AWS::Lambda::Function')
    .filter(({ metadata }) => metadata['holdfast:entry'] === 'lambda/entry/auditor.lambda.ts')
    .reduce((sum, auditor) => sum + runsOf(auditor, assembly), 0);
}

/** How long one audit takes, with the start of its function: hours may have passed since the last one. */
export function auditSeconds(orders: number): number {
  const bytes = tableNames.reduce((sum, name) => sum + auditedBytes(name, orders), 0);

  return ((msPerCall['auditor'] ?? 0) + coldStart.ms) / 1_000 + bytes / auditedPerSecond;
}

/** What one audit reads of a table. */
export function auditUnits(name: MeteredTable, orders: number): number {
  return Math.max(emptyAudit.readUnits[name], auditedBytes(name, orders) / BYTES_PER_READ_UNIT);
}

/** What a table holds after so many months of orders. */
export function storedBytes(name: MeteredTable, orders: number): number {
  return name === 'Inventory' ? catalogueBytes : visit.kept[name] * orders * monthsKept;
}

/** A shop that sells always has a product that moved while it was counted: then everything is read a second time. */
const passesOf = (orders: number) => (orders > 0 ? 2 : 1);

function auditedBytes(name: MeteredTable, orders: number): number {
  return storedBytes(name, orders) * scans[name] * passesOf(orders);
}

const tableNames = ['Inventory', 'Orders', 'Sandbox'] as const satisfies readonly MeteredTable[];
