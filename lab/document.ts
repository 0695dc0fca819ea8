import type { Cell, NotRun, Timeline } from './cell';
import type { parameters } from './parameters';

/** The lab's experiments, in the order in which a reader wants them. */
export const experimentNames = [
  'umbrella',
  'sweep',
  'saturation',
  'flash',
  'functions',
  'storm',
  'rest',
  'recovery',
  'async',
  'cache',
] as const;

export type ExperimentName = (typeof experimentNames)[number];

/** Where one guard overtakes another on a measure, with the interval that its seeds leave open. */
export interface Crossing {
  readonly metric: string;
  /** Buyers at once. */
  readonly at: number;
  /** Ends of the 95 % confidence interval over the seeds. */
  readonly low: number;
  readonly high: number;
  readonly seeds: number;
  /** The guard that is ahead with more buyers than that. */
  readonly ahead: string;
}

/** The guards do not change places on this measure: that is the result. */
export interface NoCrossing {
  readonly metric: string;
  readonly crossing: null;
  readonly reason: string;
}

/** A race over time, for a chart. */
export interface Race {
  readonly guard: string;
  readonly soldOutMemory: boolean;
  readonly counters?: Cell['counters'];
  readonly timeline: Timeline;
}

/** The same question asked of another kind of store, to show what the answer hangs on. */
export interface Contrast {
  /** A sentence: which store, and what is other than in DynamoDB. */
  readonly store: string;
  readonly cells: readonly Cell[];
  readonly crossings: readonly (Crossing | NoCrossing)[];
}

export interface Experiment {
  readonly name: ExperimentName;
  readonly cells: readonly (Cell | NotRun)[];
  readonly crossings?: readonly (Crossing | NoCrossing)[];
  readonly races?: readonly Race[];
  readonly contrast?: Contrast;
  /** What the cells say, in sentences with the figures in them. */
  readonly findings: readonly string[];
}

/** Something said elsewhere, or by this project before, held against what the lab has found. */
export interface Claim {
  readonly claim: string;
  /** Only a publication that a reader can look up is evidence from outside. */
  readonly by: 'a publication' | 'our earlier model';
  /** Where the publication is found, or what the earlier model rests on. */
  readonly source: string;
  readonly expected: string;
  readonly measured: string;
  /** Measured over expected, less 1; null where ranks are compared, not figures. */
  readonly difference: number | null;
  readonly agrees: boolean;
  /** Why it differs, or what the agreement rests on. */
  readonly why: string;
}

/** One measure of one guard, by the model and by the engine. */
export interface Comparison {
  readonly guard: string;
  /** Buyers at once. */
  readonly atOnce: number;
  readonly measure: string;
  readonly model: number;
  readonly engine: number;
  /** Model over engine, less 1; null where the engine's figure is 0. */
  readonly difference: number | null;
  /** Why they differ, where that is known. */
  readonly why?: string;
  /** Why they cannot differ, where they cannot: then that they agree is no evidence. */
  readonly fixed?: string;
}

/** Sales a second of one guard, by the model with the engine's latencies and by the engine: compared by rank, not by rate. */
export interface Speed {
  readonly guard: string;
  /** Buyers at once. */
  readonly atOnce: number;
  readonly model: number;
  readonly engine: number;
}

/** Everything that one run of the lab found: what `--json` prints and the report draws. */
export interface LabDocument {
  readonly seed: number;
  /** Of the repository, short; `unknown` outside a checkout. */
  readonly commit: string;
  /** Each number that the model rests on, with its unit and source. */
  readonly parameters: typeof parameters;
  readonly experiments: readonly Experiment[];
  /** Empty where the experiments that they rest on were not run. */
  readonly claims: readonly Claim[];
  readonly comparisons: readonly Comparison[];
  readonly speeds: readonly Speed[];
}
