import type { Assembly } from '../../lib/guards/assembly';
import type { StageName, Variant } from '../../lib/stage-config';
import { billOf, rounded, type Line } from './bill';
import { priceDate, region } from './prices';

/** What one deployment costs in a month of so many orders: the document that `--json` prints. */
export interface Estimate {
  readonly orders: number;
  readonly variant: Variant;
  readonly stage: StageName;
  readonly region: string;
  readonly priceDate: string;
  readonly lines: readonly Line[];
  readonly dollarsPerMonth: number;
  /** null without orders. */
  readonly dollarsPerMillionOrders: number | null;
  readonly idleDollarsPerMonth: number;
  /** Orders a month from which containers cost less than functions; null where they never do. */
  readonly breakEvenOrdersPerMonth: number | null;
}

export interface EstimateOf {
  readonly orders: number;
  readonly variant: Variant;
  readonly stage: StageName;
  /** Of the stage, once for each variant. */
  readonly assemblies: Readonly<Record<Variant, Assembly>>;
}

/** More than anybody sells: where containers are not cheaper by then, they never are. */
const MOST_ORDERS = 1e12;

export function estimate({ orders, variant, stage, assemblies }: EstimateOf): Estimate {
  const lines = billOf(assemblies[variant], orders);
  const dollarsPerMonth = sum(lines);

  return {
    orders,
    variant,
    stage,
    region,
    priceDate,
    lines,
    dollarsPerMonth,
    dollarsPerMillionOrders: orders === 0 ? null : rounded((dollarsPerMonth / orders) * 1e6),
    idleDollarsPerMonth: sum(billOf(assemblies[variant], 0)),
    breakEvenOrdersPerMonth: breakEven(assemblies),
  };
}

/** Halves the span between a month in which functions cost less and one in which containers do, down to one order. */
function breakEven({ serverless, containers }: EstimateOf['assemblies']): number | null {
  const containersAreCheaper = (orders: number) =>
    sum(billOf(containers, orders)) < sum(billOf(serverless, orders));
  if (containersAreCheaper(0)) return 0;
  if (!containersAreCheaper(MOST_ORDERS)) return null;

  let [below, above] = [0, MOST_ORDERS];
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    if (containersAreCheaper(middle)) above = middle;
    else below = middle;
  }
  return above;
}

function sum(lines: readonly Line[]): number {
  return rounded(lines.reduce((total, { dollars }) => total + dollars, 0));
}
