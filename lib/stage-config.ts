import type { Duration } from 'aws-cdk-lib';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ContainersConfig } from './containers-config';

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

/** The functions, by the names of their entry files `lambda/entry/<entry>.lambda.ts`. */
export type Entry =
  'order' | 'inventory' | 'authorizer' | 'dispatcher' | 'publisher' | 'shipping' | 'deadline' | 'auditor';

export interface Home {
  readonly account: string;
  readonly region: string;
}

/** Requests that are let through, the rest being told 429. */
export interface Throttle {
  readonly perSecond: number;
  /** How many may come at once, above the rate. */
  readonly burst: number;
}

/** What makes one stage differ from another. Stages are data: nothing is looked up at synth. */
export interface StageConfig {
  readonly name: StageName;

  /**
   * Which account and region the stage belongs to. The CDK refuses to deploy it with credentials of another account.
   * @default - whatever the credentials of a deployment say
   */
  readonly home?: Home;

  /** @default ['serverless'] */
  readonly variants: readonly Variant[];

  /** Exactly one variant takes messages from the queues. @default 'serverless' */
  readonly queueConsumer: Variant;

  /** What the containers variant is made of, where the stage has it. @default - the defaults of its fields */
  readonly containers: ContainersConfig;

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

  /**
   * Why queues take calls that are not encrypted on their way; only the stage `local` may have a reason.
   * @default - they refuse such calls
   */
  readonly plainQueues?: string;

  /** How long stock is held for an order that is not paid. @default 10 minutes */
  readonly holdFor: Duration;

  /** How long an unknown payment is left alone before the gateway is asked to settle it. @default 30 seconds */
  readonly settleAfter: Duration;

  /**
   * Why nothing that is due is done and nothing is refunded, as after a restore, until tables and ledger are reconciled: holds do not
   * expire and unknown payments stay unknown meanwhile.
   * @default - deadlines run
   */
  readonly holdDeadlines?: string;

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

  /** Function instances set aside by entry, which are its most too; a new account has none to spare. @default {} */
  readonly reserved: Readonly<Partial<Record<Entry, number>>>;

  /** For the whole API. @default 100 a second, 200 at once */
  readonly throttle: Throttle;

  /** For each route that places or pays an order. @default 50 a second, 100 at once */
  readonly orderThrottle: Throttle;

  /** Requests of one address in five minutes before the firewall refuses it. @default - no firewall */
  readonly requestsPerAddress?: number;

  /** Access logs and execution errors of the gateway, for which the account lets it write logs. @default true */
  readonly gatewayLogs: boolean;

  /** X-Ray traces of functions and the gateway. @default true */
  readonly tracing: boolean;

  /** New code at once, or for a tenth of calls first, taken back when alarms go off. @default 'at once' */
  readonly rollout: 'at once' | 'canary';

  /** How long events can be sent again from the bus. @default - not at all */
  readonly keepEventsFor?: Duration;

  /**
   * Whether there are a dashboard and alarms. They cost by the month whether anybody buys or not: a dollar for the key of the
   * alarms' topic, and what an account has beyond three dashboards and ten alarms. @default false
   */
  readonly watched: boolean;

  /** The mail address that alarms go to; its owner confirms it once. @default - nobody: whoever cares subscribes to the topic */
  readonly alarmsTo?: string;

  /** Which keys are busiest, at a price per request. @default false */
  readonly contributorInsights: boolean;

  /** Write units a second that tables are ready for before they have seen any; on demand starts at 4,000. @default - as it comes */
  readonly warmWrites?: number;
}
