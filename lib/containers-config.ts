import type { Home } from './stage-config';

/** How callers reach the balancer. */
export type Entrance =
  | {
      readonly kind: 'tls';
      /** Of ACM, in the region of the stage. */
      readonly certificateArn: string;
    }
  | {
      readonly kind: 'plain';
      /** Why tokens may cross the internet unencrypted. */
      readonly reason: string;
    };

/** Tasks of one kind: their size, and how many of them there may be. */
export interface Fleet {
  /** CPU units; 1,024 are a vCPU. */
  readonly cpu: number;
  readonly memoryMiB: number;
  readonly least: number;
  readonly most: number;
}

/** What the containers variant of a stage is made of. */
export interface ContainersConfig {
  /** @default plain HTTP, with a reason */
  readonly entrance: Entrance;

  /**
   * How tasks reach AWS: by endpoints inside the network, or by NAT gateways, which another issuer of tokens or a real
   * payment gateway needs. @default 'endpoints'
   */
  readonly egress: 'endpoints' | 'nat';

  /** Who serves HTTP. @default 1 to 4 of a quarter vCPU and 512 MiB */
  readonly api: Fleet;

  /** Who works off the queues. @default as the API */
  readonly workers: Fleet;

  /** Requests a minute that one API task is given before another is started. @default 1,000 */
  readonly requestsPerTask: number;
}

/** Memory that Fargate offers, in MiB, by CPU units: the least, the most, and the step between. */
const sizes: Readonly<Record<number, readonly [number, number, number]>> = {
  256: [512, 2_048, 512],
  512: [1_024, 4_096, 1_024],
  1_024: [2_048, 8_192, 1_024],
  2_048: [4_096, 16_384, 1_024],
  4_096: [8_192, 30_720, 1_024],
};

/** As in stage-rules, for containers alone. */
export function mistakesInContainers(
  config: ContainersConfig,
  stage: { readonly isProd: boolean; readonly ownIssuer: boolean; readonly home?: Home },
): readonly (string | false)[] {
  const { entrance, egress, api, workers, requestsPerTask } = config;

  return [
    entrance.kind === 'plain' &&
      stage.isProd &&
      "prod must not be reached over plain HTTP: set containers.entrance to { kind: 'tls', certificateArn }",
    entrance.kind === 'plain' &&
      entrance.reason.trim() === '' &&
      'containers.entrance must say why it is plain: give a reason, or a certificate',
    entrance.kind === 'tls' && isElsewhere(entrance.certificateArn, stage.home),
    egress === 'endpoints' &&
      !stage.ownIssuer &&
      "containers.egress 'endpoints' reaches no issuer outside AWS: set it to 'nat'",
    requestsPerTask < 1 && `containers.requestsPerTask must be 1 or more, got ${requestsPerTask}`,
    ...mistakesInFleet('api', api, stage.isProd ? 2 : 1),
    ...mistakesInFleet('workers', workers, 1),
  ];
}

/** A balancer takes certificates of its own account and region alone. */
function isElsewhere(certificateArn: string, home: Home | undefined): string | false {
  const [, , kind, region, account] = certificateArn.split(':');
  const fits = home === undefined || (region === home.region && account === home.account);

  return (
    !(kind === 'acm' && fits) &&
    `containers.entrance.certificateArn must be a certificate of ACM in the stage's home, got ${certificateArn}`
  );
}

function mistakesInFleet(name: string, fleet: Fleet, fewest: number): readonly (string | false)[] {
  const { cpu, memoryMiB, least, most } = fleet;
  const [smallest, largest, step] = sizes[cpu] ?? [];
  const fits =
    smallest !== undefined &&
    memoryMiB >= smallest &&
    memoryMiB <= (largest ?? 0) &&
    memoryMiB % (step ?? 1) === 0;

  return [
    !fits && `containers.${name} must be a size that Fargate has, got ${cpu} CPU units and ${memoryMiB} MiB`,
    least < fewest && `containers.${name}.least must be ${fewest} or more, got ${least}`,
    most < least && `containers.${name}.most must be ${least} or more, got ${most}`,
  ];
}
