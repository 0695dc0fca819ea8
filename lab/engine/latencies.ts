import { makeSamples, percentile, type Samples } from '../measure/percentiles';
import type { Overrides } from '../settings';

/** How long the engine's calls took, by their kind. */
export interface Latencies {
  readonly read: Samples;
  readonly write: Samples;
  readonly transaction: Samples;
}

export function newLatencies(): Latencies {
  return { read: makeSamples(), write: makeSamples(), transaction: makeSamples() };
}

/** Of a normal variable: where its 90th percentile lies, in sigmas. */
const NINETIETH = 1.2816;

/**
 * The model as it has to be to stand for this engine on this machine: its latencies as they were measured, no network, no limit of a partition.
 * What is left to compare is how the guards behave.
 */
export function asMeasured(latencies: Latencies): Overrides {
  const median = (samples: Samples, otherwise: number) => percentile(samples.sorted(), 0.5) ?? otherwise;
  const writeMs = median(latencies.write, 1);
  const sorted = (latencies.write.count > 0 ? latencies.write : latencies.transaction).sorted();
  const spread = (percentile(sorted, 0.9) ?? 1) / (percentile(sorted, 0.5) ?? 1);

  return {
    dynamodb: {
      writeMs,
      readMs: median(latencies.read, writeMs),
      transactionMs: median(latencies.transaction, writeMs),
      latencySigma: Math.max(0, Math.log(spread) / NINETIETH),
      networkMs: 0,
      writeUnitsPerSecond: UNLIMITED,
      readUnitsPerSecond: UNLIMITED,
    },
  };
}

const UNLIMITED = 1e9;
