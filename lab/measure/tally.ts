import type { Cell, Load, Timeline } from '../cell';
import type { Order, Outcome } from '../guards/promise';
import { makeSamples, percentilesOf, tidy } from './percentiles';

/** How one buyer fared. */
export interface Fate {
  /** The buyer's place in the order of arrival, from 0. */
  readonly place: number;
  readonly order: Order;
  readonly quantity: number;
  readonly outcome: Outcome | 'turned away';
  /** Milliseconds of the run's clock. */
  readonly at: number;
}

/** Keeps count of a run's buyers. */
export interface Tally {
  record(fate: Fate): void;
  summary(): Summary;
  timeline(): Timeline | undefined;
}

/** What a cell says of its buyers. */
export type Figures = Pick<
  Cell,
  | 'sold'
  | 'soldPerSecond'
  | 'refused'
  | 'refusedPerSecond'
  | 'throttled'
  | 'gaveUp'
  | 'success'
  | 'refusal'
  | 'writeUnitsPerSale'
  | 'readUnitsPerSale'
  | 'writeUnitsPerRefusal'
  | 'orderInversions'
  | 'longestGapMs'
>;

export interface Summary {
  readonly figures: Figures;
  readonly soldUnits: number;
  readonly refusedUnits: number;
  /** When the last buyer was answered. */
  readonly endMs: number;
}

type Kind = 'sold' | 'refused' | 'failed';

interface Group {
  buyers: number;
  units: number;
  writeUnits: number;
  readUnits: number;
  lastAt: number;
}

const newGroup = (): Group => ({ buyers: 0, units: 0, writeUnits: 0, readUnits: 0, lastAt: 0 });

export function makeTally({ buyers }: Pick<Load, 'buyers'>, stepMs?: number): Tally {
  const groups: Readonly<Record<Kind, Group>> = { sold: newGroup(), refused: newGroup(), failed: newGroup() };
  const successes = makeSamples();
  const refusals = makeSamples();
  const served = new Uint8Array(buyers);
  const steps: Readonly<Record<Kind, number[]>> = { sold: [], refused: [], failed: [] };
  let [throttled, longestGapMs] = [0, 0];

  const record = ({ place, order, quantity, outcome, at }: Fate) => {
    const kind = kindOf(outcome);
    const group = groups[kind];
    if (kind === 'sold') {
      longestGapMs = Math.max(longestGapMs, group.buyers > 0 ? at - group.lastAt : 0);
      successes.add(at - order.askedAt);
      served[place] = 1;
    }
    if (kind === 'refused') refusals.add(at - order.askedAt);
    if (kind === 'failed' && wasThrottled(outcome, order)) throttled += 1;
    group.buyers += 1;
    group.units += quantity;
    group.writeUnits += order.spent.writeUnits;
    group.readUnits += order.spent.readUnits;
    group.lastAt = at;
    if (stepMs) countIn(steps[kind], Math.floor(at / stepMs));
  };

  const figures = (): Figures => ({
    sold: groups.sold.buyers,
    soldPerSecond: perSecond(groups.sold),
    refused: groups.refused.buyers,
    refusedPerSecond: perSecond(groups.refused),
    throttled,
    gaveUp: groups.failed.buyers - throttled,
    success: percentilesOf(successes),
    refusal: percentilesOf(refusals),
    writeUnitsPerSale: each(groups.sold.writeUnits, groups.sold),
    readUnitsPerSale: each(groups.sold.readUnits, groups.sold),
    writeUnitsPerRefusal: each(groups.refused.writeUnits, groups.refused),
    orderInversions: inversions(served, groups.sold.buyers),
    longestGapMs: tidy(longestGapMs),
  });

  return {
    record,
    timeline: () => (stepMs ? { stepMs, ...steps } : undefined),
    summary: () => ({
      figures: figures(),
      soldUnits: groups.sold.units,
      refusedUnits: groups.refused.units,
      endMs: Math.max(groups.sold.lastAt, groups.refused.lastAt, groups.failed.lastAt),
    }),
  };
}

function wasThrottled(outcome: Fate['outcome'], { spent }: Fate['order']): boolean {
  return outcome === 'turned away' || spent.trouble === 'throttled';
}

function kindOf(outcome: Fate['outcome']): Kind {
  if (outcome === 'taken') return 'sold';
  return outcome === 'sold out' ? 'refused' : 'failed';
}

/** From the start of the run to the last of the group. */
function perSecond({ buyers, lastAt }: Group): number {
  return lastAt === 0 ? 0 : tidy(buyers / (lastAt / 1_000));
}

function each(total: number, { buyers }: Group): number | null {
  return buyers === 0 ? null : tidy(total / buyers);
}

/** Had the first come been served, the first `sold` buyers would have the units: how many of them have not. */
function inversions(served: Uint8Array, sold: number): number {
  let count = 0;
  for (let place = 0; place < sold; place += 1) if (served[place] === 0) count += 1;
  return count;
}

function countIn(steps: number[], step: number): void {
  while (steps.length <= step) steps.push(0);
  steps[step] = (steps[step] ?? 0) + 1;
}
