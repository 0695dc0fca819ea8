import type { Settings } from '../settings';
import type { Gate } from './gate';
import type { SoldOutMemory } from './sold-out-memory';
import type { Spent, Store, Trouble } from './store';

/** What a buyer is told. */
export type Outcome = 'taken' | 'sold out' | 'gave up';

/** One buyer's wish for some units. A retry is the same order again, never a new one. */
export interface Order {
  /** 24 characters. */
  readonly id: string;
  /** When the buyer pressed the button, in milliseconds of the world's clock. */
  readonly askedAt: number;
  /** Its first process died: an earlier try may have taken the units already. */
  readonly redelivered: boolean;
  readonly spent: Spent;
}

/**
 * One way of guarding stock.
 *
 * `take` takes the units for the order or refuses them:
 * - `taken`: they are this order's, once, however often the same order asks;
 * - `sold out`: the stock did not hold that many, and nothing was taken;
 * - `gave up`: no answer could be had while the buyer was patient.
 */
export interface Guard {
  take(order: Order, sku: string, quantity: number): Promise<Outcome>;
}

/** Everything a guard may touch. The simulator owns all of it; on the engine it is the real thing. */
export interface World {
  readonly store: Store;
  readonly gate: Gate;
  readonly soldOut: SoldOutMemory;
  readonly rules: Settings['rules'];
  readonly process: Process;
  /** Milliseconds. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/** Which of how many processes this is; a Lambda environment is one of very many. */
export interface Process {
  readonly number: number;
  readonly processes: number;
}

/** A recipe makes the guard of one process. */
export type Recipe = (world: World) => Guard;

/** What one try leads to: an answer for the buyer, or a reason to try again. */
export type Try = Outcome | Trouble;
