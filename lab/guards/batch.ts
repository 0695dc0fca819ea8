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
const FIXED_BYTES = 120;

export interface Room {
  /** Write units that the pace allows. */
  readonly units: number;
  /** Write units that the next write costs anyway, because the last batch is in the item. */
  readonly paid: number;
  /** Units of stock that are known to be left. */
  readonly left: number;
}

/**
 * The orders of the next write: whole kilobytes, because a started one is charged, as many as the pace allows,
 * and no more than the stock is known to hold. What is paid anyway is filled.
 */
export function nextBatch(waiting: Waiting[], { units, paid, left }: Room): Waiting[] {
  const full = Math.floor((FIXED_BYTES + waiting.length * ID_BYTES) / UNIT_BYTES);
  const kilobytes = Math.max(paid, Math.min(Math.floor(units), full));
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
  let saved = 1; // what the partition has left is not known
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
