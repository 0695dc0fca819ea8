import { auditTimeout } from '../../lib/timing';
import { monthsKept, ordersPerUser } from './assumptions';
import { auditSeconds } from './audits';
import type { Line } from './bill';
import type { Estimate } from './estimate';

/** Lines below this share of the whole are added up in one: nobody decides by them. */
const WORTH_A_LINE = 1 / 2_000;

const HALF_A_CENT = 0.005;

/** An estimate as a table to read, dearest first, with what was taken for granted. */
export function reportOf(estimate: Estimate): string {
  const { orders, variant, stage, lines, dollarsPerMonth, idleDollarsPerMonth } = estimate;
  const least = Math.max(HALF_A_CENT, dollarsPerMonth * WORTH_A_LINE);
  const listed = lines.filter((line) => line.dollars >= least);
  const others = lines.filter((line) => line.dollars < least);

  return [
    `${whole(orders)} orders a month, ${variant}, stage ${stage}: list prices of ${estimate.region}, ${estimate.priceDate}, no free tier taken off`,
    '',
    ...[...listed].sort((a, b) => b.dollars - a.dollars).map(rowOf),
    ...(others.length > 0 ? [row(sumOf(others), '', `${others.length} smaller lines: --json has them`)] : []),
    row(dollarsPerMonth, '', 'a month'),
    '',
    ...endingOf(estimate),
    `idle: ${dollars(idleDollarsPerMonth)} a month`,
    '',
    ...assumed(orders),
  ].join('\n');
}

function rowOf({ dollars: amount, quantity, unit, resource }: Line): string {
  return row(amount, `${figure(quantity)} × ${unit}`, resource);
}

function row(amount: number, what: string, resource: string): string {
  return `  ${dollars(amount).padStart(12)}  ${what.padEnd(46)}  ${resource}`.trimEnd();
}

function endingOf({ dollarsPerMillionOrders, breakEvenOrdersPerMonth }: Estimate): readonly string[] {
  const perMillion =
    dollarsPerMillionOrders === null ? [] : [`a million orders: ${dollars(dollarsPerMillionOrders)}`];
  const breakEven =
    breakEvenOrdersPerMonth === null
      ? 'break-even: none, functions cost less however much is sold'
      : `break-even: from ${whole(breakEvenOrdersPerMonth)} orders a month on, containers cost less than functions`;

  return [...perMillion, breakEven];
}

function assumed(orders: number): readonly string[] {
  const seconds = auditSeconds(orders);
  const longest = auditTimeout.toSeconds();

  return [
    'An order is one visit: a product is looked at, one unit ordered and paid, the order looked at and shipped. Its units are metered on the embedded engine;',
    `durations, log lines, ${ordersPerUser} orders a user and ${monthsKept} months of orders kept are assumed: deploy/cost/assumptions.ts.`,
    'Not in it: payment company, carrier, domain, support, tax, traffic between zones and through endpoints, the bootstrap stack.',
    ...(seconds > longest
      ? [
          `Warning: an audit would take ${whole(seconds)} s and may take ${longest}: it is priced here as if it ended, and would not.`,
        ]
      : []),
  ];
}

function sumOf(lines: readonly Line[]): number {
  return lines.reduce((sum, line) => sum + line.dollars, 0);
}

function dollars(amount: number): string {
  return `$${amount.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function figure(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: value < 100 ? 3 : 0 });
}
