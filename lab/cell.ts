import type { GuardName } from './guards/all';
import type { Overrides } from './settings';

/** How many want how much, and how they come. */
export interface Load {
  readonly buyers: number;
  readonly units: number;
  /** Buyers a second; for buyers who come one after the other, as many at a time as `atOnce` says, what came of it. */
  readonly perSecond: number;
  readonly atOnce?: number;
}

/** Something that befalls the system during a run, at a moment in milliseconds. */
export interface Fault {
  readonly atMs: number;
  readonly what:
    'crash holder' | 'pause holder' | 'crash writer' | 'wipe cache' | 'double cache' | 'freeze cache';
  readonly forMs?: number;
}

/** One run that is wanted. All of it is plain values, so that it can be handed to another thread. */
export interface Plan {
  readonly guard: GuardName;
  readonly soldOutMemory: boolean;
  /** `queue`: the request is only put into a queue, a worker reserves, and the customer's page asks until it knows. */
  readonly runtime: 'containers' | 'lambda' | 'queue';
  /** On the model of a SQL database `pessimistic` is a row lock whose waiters stand in line (`dynamodb`). */
  readonly store?: 'dynamodb' | 'sql';
  /** When the stock is taken, where buyers type their card's number in between; without it there is nothing to type. */
  readonly hold?: 'at the button' | 'at payment';
  readonly load: Omit<Load, 'perSecond'> & { readonly perSecond?: number };
  readonly seed: number;
  /** What tells this cell from others of the same guard and load. */
  readonly variant?: string;
  readonly overrides?: Overrides;
  /** How full the partitions' buckets are at the start, 0 to 1 (1). */
  readonly fill?: number;
  /** Each order wants 1 to so many units (1). */
  readonly largestQuantity?: number;
  readonly faults?: readonly Fault[];
  /** Counts outcomes in steps of so many milliseconds, for a chart over time. */
  readonly timelineMs?: number;
}

export interface Percentiles {
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  readonly p999Ms: number | null;
}

/** A mean over seeds with the ends of its 95 % confidence interval. */
export interface Spread {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** What came of a run. */
export interface Cell {
  readonly guard: string;
  readonly soldOutMemory: boolean;
  readonly backend: 'simulator' | 'engine';
  readonly runtime: string;
  readonly variant?: string;
  /** Where the stock is in several counters: they have one partition key, and so share a partition until it is split. */
  readonly counters?: 'on their own partitions' | 'on one partition';
  readonly load: Load;
  /** Buyers who got their units. */
  readonly sold: number;
  /** Units promised beyond those that there were. */
  readonly oversold: number;
  /** Units stranded, or left over while a buyer was told "sold out". */
  readonly undersold: number;
  /** Units promised without being taken off the stock: overwritten by somebody else's update. */
  readonly lostUpdates: number;
  readonly soldPerSecond: number;
  /** Buyers told "sold out". */
  readonly refused: number;
  readonly refusedPerSecond: number;
  /** Buyers who got an error instead of an answer, because something had no capacity for them. */
  readonly throttled: number;
  /** Buyers whose patience ended while they lost races or waited for a lock. */
  readonly gaveUp: number;
  /** Calls to the store, those tried again included. */
  readonly attempts: number;
  readonly success: Percentiles;
  readonly refusal: Percentiles;
  readonly writeUnitsPerSale: number | null;
  readonly readUnitsPerSale: number | null;
  readonly writeUnitsPerRefusal: number | null;
  readonly dollarsPerMillionSales: number | null;
  /** Sales that went to a later buyer while one who had come earlier went away without: 0 where the first come are served. */
  readonly orderInversions: number;
  /** Longest time without a sale between the first sale and the last, in milliseconds. */
  readonly longestGapMs: number;
  /** Whether units sold and units left add up to units there were. */
  readonly conserved: boolean;
  /** Buyers who were told "sold out" only after they had typed their card's number. */
  readonly typedInVain?: number;
  /** The same load over several seeds, where an experiment runs several. */
  readonly overSeeds?: {
    readonly soldPerSecond: Spread;
    readonly p99Ms: Spread;
    readonly writeUnitsPerSale: Spread;
  };
  readonly realSeconds: number;
}

export interface NotRun {
  readonly guard: string;
  readonly backend: 'simulator' | 'engine';
  readonly notRun: string;
}

/** Buyers answered in each step of a run. */
export interface Timeline {
  readonly stepMs: number;
  readonly sold: readonly number[];
  readonly refused: readonly number[];
  readonly failed: readonly number[];
}

export interface Run {
  readonly cell: Cell;
  readonly timeline?: Timeline;
}
