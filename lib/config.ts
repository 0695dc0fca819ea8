import { Duration } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';

export type StageName = 'local' | 'dev' | 'staging' | 'prod';

/** Who serves HTTP and may consume the queues: functions behind API Gateway, or containers behind a load balancer. */
export type Variant = 'serverless' | 'containers';

/** Whose access tokens are believed: a user pool made by the state stack, or any other OpenID Connect issuer. */
export type Identity =
  | {
      readonly kind: 'cognito';
      /** Sign-in with a plain password, which smoke tests need and nobody else. */
      readonly passwordSignIn: boolean;
    }
  | {
      readonly kind: 'issuer';
      readonly issuer: string;
      readonly clientId: string;
      /** Where the issuer publishes its keys, over https. */
      readonly jwksUri: string;
    };

/** What makes one stage differ from another. Stages are data: nothing is looked up at synth. */
export interface StageConfig {
  readonly name: StageName;

  /**
   * Which account and region the stage belongs to. The CDK refuses to deploy it with credentials of another account.
   * @default - whatever the credentials of a deployment say
   */
  readonly home?: { readonly account: string; readonly region: string };

  /** @default ['serverless'] */
  readonly variants: readonly Variant[];

  /** Exactly one variant takes messages from the queues. @default 'serverless' */
  readonly queueConsumer: Variant;

  /** What becomes of tables, users and logs when their stack is deleted. @default 'destroy' */
  readonly onDelete: 'destroy' | 'retain';

  /** Refuses to delete tables, the user pool and the state stack. @default false */
  readonly deletionProtection: boolean;

  /** Whether payments and shipments go to the sandboxes, whose ledger is a table. @default true */
  readonly usesSandboxes: boolean;

  /**
   * Why a stage that sells to real people may use sandboxes: `prod` refuses them at synth without it.
   * @default - no reason
   */
  readonly sandboxPayments?: string;

  /** How long stock is held for an order that is not paid. @default 10 minutes */
  readonly holdFor: Duration;

  /** How long an unknown payment is left alone before the gateway is asked to settle it. @default 30 seconds */
  readonly settleAfter: Duration;

  /** How often stock and payments are recounted and lost timers found. @default 15 minutes */
  readonly auditEvery: Duration;

  /** @default a user pool without password sign-in */
  readonly identity: Identity;

  /** @default 1 month */
  readonly logRetention: RetentionDays;

  /** Memory of a function on the request path; a vCPU comes at 1,769 MiB. @default 512 */
  readonly requestMemoryMiB: number;

  /** Memory of a function behind a queue, the stream or the schedule. @default 256 */
  readonly workerMemoryMiB: number;

  /** Most batches of one queue in work at once. @default 10 */
  readonly workersPerQueue: number;
}

const defaults = {
  variants: ['serverless'],
  queueConsumer: 'serverless',
  onDelete: 'destroy',
  deletionProtection: false,
  usesSandboxes: true,
  holdFor: Duration.minutes(10),
  settleAfter: Duration.seconds(30),
  auditEvery: Duration.minutes(15),
  identity: { kind: 'cognito', passwordSignIn: false },
  logRetention: RetentionDays.ONE_MONTH,
  requestMemoryMiB: 512,
  workerMemoryMiB: 256,
  workersPerQueue: 10,
} satisfies Partial<StageConfig>;

export const stages: Readonly<Record<StageName, StageConfig>> = {
  /** One machine: `npm start`, and a local AWS endpoint. Leaves out what local endpoints refuse. */
  local: {
    ...defaults,
    name: 'local',
    auditEvery: Duration.minutes(1),
    identity: { kind: 'cognito', passwordSignIn: true },
    logRetention: RetentionDays.ONE_DAY,
    workersPerQueue: 2,
  },
  dev: {
    ...defaults,
    name: 'dev',
    identity: { kind: 'cognito', passwordSignIn: true },
    logRetention: RetentionDays.ONE_WEEK,
  },
  staging: {
    ...defaults,
    name: 'staging',
    requestMemoryMiB: 1024,
  },
  prod: {
    ...defaults,
    name: 'prod',
    onDelete: 'retain',
    deletionProtection: true,
    sandboxPayments: 'no other payment gateway exists yet: prod is a demonstration and takes no money',
    logRetention: RetentionDays.ONE_YEAR,
    requestMemoryMiB: 1024,
    workersPerQueue: 50,
  },
};
