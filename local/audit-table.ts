import type { Audit } from '../lambda/audit/audit';
import type { Repair } from '../lambda/audit/repair';
import type { SkuCount } from '../lambda/audit/recount';

/** An audit for people: a row per SKU, then what is wrong with orders and payments, then the verdict. */
export function auditTable({ clean, skus, orders, payments }: Audit): string {
  const head = ['sku', 'received', 'available', 'committed', 'drift', ''];
  const rows = skus.map((row) =>
    [row.sku, row.received, row.available, row.committed, row.drift, remark(row)].map(String),
  );
  const findings = [...orders, ...payments].map(
    ({ orderId, wrong, detail }) => `order ${orderId}: ${wrong}: ${detail}`,
  );

  return [...columns([head, ...rows]), ...findings, clean ? 'clean' : 'drift'].join('\n');
}

function remark({ available, unsettled, unreceipted }: SkuCount): string {
  if (unsettled) return 'moved while it was counted';
  if (available < 0) return `${-available} sold that were never there`;
  return unreceipted === undefined ? '' : `${unreceipted} received without a receipt`;
}

export function repairTable(
  { repairs, refunds }: { readonly repairs: readonly Repair[]; readonly refunds: readonly string[] },
  does: boolean,
): string {
  if (repairs.length + refunds.length === 0) return 'nothing that can be repaired';
  const lines = repairs.map(
    ({ sku, from, to, quantity }) =>
      `${sku}: received ${from.received} -> ${to.received}, available ${from.available} -> ${to.available}, receipt of ${quantity}`,
  );

  return [
    does ? 'repairing:' : 'would repair (add --yes to do it):',
    ...lines,
    ...refunds.map((reference) => `payment ${reference}: refund`),
  ].join('\n');
}

function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => pad(cell, widths[column] ?? 0, column))
      .join('  ')
      .trimEnd(),
  );
}

function pad(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}
