import type { StageConfig, Variant } from '../lib/stage-config';
import { outputOf, type Outputs } from './toolkit';

/** Where a deployed variant is reached. */
export interface Door {
  readonly variant: Variant;
  readonly url: string;
  /** Why nobody can call it at this address; undefined where one can. */
  readonly closed?: string;
}

/** The doors that a deployment tells of. */
export function doorsOf(
  config: StageConfig,
  variants: readonly Variant[],
  outputs: Outputs,
): readonly Door[] {
  return variants.map((variant) =>
    variant === 'serverless'
      ? { variant, url: outputOf(outputs, 'serverless', 'ApiUrl').replace(/\/$/, '') }
      : balancerOf(config, outputOf(outputs, 'containers', 'BalancerName')),
  );
}

function balancerOf({ containers: { entrance } }: StageConfig, name: string): Door {
  if (entrance.kind === 'plain') return { variant: 'containers', url: `http://${name}` };

  return {
    variant: 'containers',
    url: `https://${name}`,
    closed: `its certificate is for your domain: point that at ${name}, and look there`,
  };
}
