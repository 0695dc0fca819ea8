import { findsWrong, type Audit } from '../lambda/audit/audit';
import type { SkuCount } from '../lambda/audit/recount';

/** An audit for people: a row per SKU, then what is wrong with orders and payments, then the verdict. */
export function auditTable(audit: Audit): string {
  const { skus, orders, payments } = audit;
  const head = ['sku', 'received', 'available', 'committed', 'drift', ''];
  const rows = skus.map((row) =>
    [row.sku, row.received, row.available, row.committed, row.drift, remark(row)].map(String),
  );
  const findings = [...orders, ...payments].map(
    ({ orderId, wrong, detail, ...more }) =>
      `order ${'customerId' in more ? `${more.customerId}/` : ''}${orderId}: ${wrong}: ${detail}`,
  );

  return [...columns([head, ...rows]), ...findings, verdict(audit)].join('\n');
}

function verdict(audit: Audit): string {
  if (audit.clean) return 'clean';
  const unjudged = `could not be judged, because it moved in every count: ${audit.unjudged.join(', ')}`;

  return [...(findsWrong(audit) ? ['drift'] : []), ...(audit.unjudged.length > 0 ? [unjudged] : [])].join(
    '\n',
  );
}

function remark({ available, unsettled, unreceipted, unreadable }: SkuCount): string {
  if (unreadable !== undefined) return `cannot be read: ${unreadable}`;
  if (available < 0) return `${-available} sold that were never there`;
  if (unsettled) return 'moved while it was counted';
  return unreceipted === undefined ? '' : `${unreceipted} received without a receipt`;
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
