import type { Order, Outcome, World } from './promise';

/** An order that waits for the next write. */
export interface Waiting {
  readonly order: Order;
  readonly quantity: number;
  readonly answer: (outcome: Outcome) => void;
}

const UNIT_BYTES = 1_024;
const ID_BYTES = 24;
/** Names and numbers of a combined stock item beside the ids. */
const FIXED_BYTES = 160;

/**
 * How many orders the next write carries: whole kilobytes, because a started one is charged,
 * as many as the pace allows, and never more units than the stock is known to hold.
 */
export function nextBatch(waiting: Waiting[], units: number, left: number): Waiting[] {
  const full = Math.floor((FIXED_BYTES + waiting.length * ID_BYTES) / UNIT_BYTES);
  const kilobytes = Math.max(1, Math.min(Math.floor(units), full));
  const places = Math.floor((kilobytes * UNIT_BYTES - FIXED_BYTES) / ID_BYTES);
  let rest = left;

  const end = waiting.slice(0, places).findIndex(({ quantity }) => (rest -= quantity) < 0);
  const fitting = end === -1 ? places : end;
  // where nothing fits, one is sent all the same: the store says no, not what was known of it
  return waiting.splice(0, Math.max(1, fitting));
}

/** What a write of so many orders costs, after a batch of `before` orders: the larger item counts. */
export function unitsOf(orders: number, before: number): number {
  return Math.ceil((FIXED_BYTES + Math.max(orders, before) * ID_BYTES) / UNIT_BYTES);
}

/** A writer's own limit, so that it is not throttled: a bucket of write units. */
export interface Pace {
  /** Waits until `needed` units may be spent; tells how many may be. */
  ready(needed: number): Promise<number>;
  spend(units: number): void;
}

export function makePace({ now, sleep, rules }: World): Pace {
  let saved = rules.paceBurstUnits;
  let since = now();

  const refill = () => {
    const earned = ((now() - since) / 1_000) * rules.paceUnitsPerSecond;
    saved = Math.min(rules.paceBurstUnits, saved + earned);
    since = now();
  };

  return {
    ready: async (needed) => {
      refill();
      const missing = Math.min(needed, rules.paceBurstUnits) - saved;
      if (missing > 0) {
        await sleep((missing / rules.paceUnitsPerSecond) * 1_000);
        refill();
      }
      return Math.min(saved, rules.largestBatchUnits);
    },
    spend: (units) => void (saved -= units),
  };
}
