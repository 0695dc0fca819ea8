import { Duration } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ContainersConfig } from './containers-config';
import type { Home, StageConfig, StageName } from './stage-config';

/** No credentials belong to it: a stage that lives here cannot be deployed. */
export const nowhere: Home = { account: '000000000000', region: 'us-east-1' };

const containers: ContainersConfig = {
  entrance: { kind: 'plain', reason: 'no domain belongs to this stage, and only test users sign in to it' },
  egress: 'endpoints',
  api: { cpu: 256, memoryMiB: 512, least: 1, most: 4 },
  workers: { cpu: 256, memoryMiB: 512, least: 1, most: 4 },
  requestsPerTask: 1_000,
};

const bothDoors = { variants: ['serverless', 'containers'] } as const;

const defaults = {
  variants: ['serverless'],
  queueConsumer: 'serverless',
  containers,
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
  reserved: {},
  throttle: { perSecond: 100, burst: 200 },
  orderThrottle: { perSecond: 50, burst: 100 },
  gatewayLogs: true,
  tracing: true,
  rollout: 'at once',
  watched: false,
  contributorInsights: false,
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
    plainQueues: 'endpoints on one machine speak plain HTTP, to functions too',
    gatewayLogs: false,
    tracing: false,
  },
  dev: {
    ...defaults,
    ...bothDoors,
    name: 'dev',
    identity: { kind: 'cognito', passwordSignIn: true },
    logRetention: RetentionDays.ONE_WEEK,
    keepEventsFor: Duration.days(7),
  },
  staging: {
    ...defaults,
    ...bothDoors,
    name: 'staging',
    queueConsumer: 'containers', // prod has it the other way: between them everything that exists is deployed somewhere
    requestMemoryMiB: 1024,
    reserved: { auditor: 1 },
    requestsPerAddress: 2_000,
    keepEventsFor: Duration.days(7),
    rollout: 'canary',
    watched: true,
  },
  prod: {
    ...defaults,
    ...bothDoors,
    name: 'prod',
    home: nowhere, // put the account and region of your shop here
    containers: {
      ...containers,
      // put the certificate of your shop's domain here
      entrance: {
        kind: 'tls',
        certificateArn: 'arn:aws:acm:us-east-1:000000000000:certificate/00000000-0000-0000-0000-000000000000',
      },
      api: { cpu: 1_024, memoryMiB: 2_048, least: 2, most: 40 },
      workers: { cpu: 512, memoryMiB: 1_024, least: 2, most: 20 },
    },
    onDelete: 'retain',
    deletionProtection: true,
    sandboxPayments: 'no other payment gateway exists yet: prod is a demonstration and takes no money',
    logRetention: RetentionDays.ONE_YEAR,
    requestMemoryMiB: 1024,
    workersPerQueue: 50,
    reserved: { order: 200, inventory: 100, auditor: 1 },
    throttle: { perSecond: 1_000, burst: 2_000 },
    orderThrottle: { perSecond: 500, burst: 1_000 },
    requestsPerAddress: 1_000,
    keepEventsFor: Duration.days(30),
    rollout: 'canary',
    watched: true,
    alarmsTo: 'on-call@example.com', // put the address of your people on call here
    contributorInsights: true,
  },
};
