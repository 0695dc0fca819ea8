import type { Cell, NotRun, Timeline } from './cell';
import type { parameters } from './parameters';

/** The lab's experiments, in the order in which a reader wants them. */
export const experimentNames = [
  'umbrella',
  'sweep',
  'saturation',
  'flash',
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
  readonly timeline: Timeline;
}

export interface Experiment {
  readonly name: ExperimentName;
  readonly cells: readonly (Cell | NotRun)[];
  readonly crossings?: readonly (Crossing | NoCrossing)[];
  readonly races?: readonly Race[];
}

/** Everything that one run of the lab found: what `--json` prints and the report draws. */
export interface LabDocument {
  readonly seed: number;
  /** Of the repository, short; `unknown` outside a checkout. */
  readonly commit: string;
  /** Each number that the model rests on, with its unit and source. */
  readonly parameters: typeof parameters;
  readonly experiments: readonly Experiment[];
}
