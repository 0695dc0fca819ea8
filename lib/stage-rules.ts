import { mistakesInContainers } from './containers-config';
import type { StageConfig } from './stage-config';

/** SQS takes no smaller and no larger limit for the batches of one event source mapping. */
const WORKERS = { fewest: 2, most: 1_000 };

/** What Lambda offers, in MiB. */
const MEMORY = { least: 128, most: 10_240 };

/** A rate rule of the firewall takes no smaller limit. */
const FEWEST_REQUESTS = 10;

/** What a table on demand starts with: a smaller figure warms nothing. */
const WARM_FROM_THE_START = 4_000;

type Rule = (config: StageConfig) => readonly (string | false | undefined)[];

/**
 * What a stage's data say that cannot be meant, each as a sentence that says what to change. Empty when all is well.
 */
export function mistakesIn(config: StageConfig): readonly string[] {
  return rules
    .flatMap((rule) => rule(config))
    .filter((mistake) => typeof mistake === 'string')
    .map((mistake) => `stage ${config.name}: ${mistake}`);
}

const ofVariants: Rule = ({ variants, queueConsumer }) => [
  variants.length === 0 && 'variants must name at least one of serverless, containers',
  !variants.includes(queueConsumer) &&
    `queueConsumer must be one of the stage's variants (${variants.join(', ')}), got ${queueConsumer}`,
];

const ofIdentity: Rule = ({ identity }) =>
  identity.kind === 'cognito'
    ? []
    : (['issuer', 'jwksUri'] as const).map(
        (field) =>
          !identity[field].startsWith('https://') &&
          `identity.${field} must be an https address, got ${identity[field]}`,
      );

const ofKeeping: Rule = ({ deletionProtection, onDelete }) => [
  deletionProtection &&
    onDelete === 'destroy' &&
    "deletionProtection contradicts onDelete 'destroy': set onDelete to 'retain', or protection to false",
];

const ofQueues: Rule = ({ name, plainQueues }) => [
  name !== 'local' &&
    plainQueues !== undefined &&
    'queues must refuse calls that are not encrypted: leave plainQueues out',
];

const ofTimes: Rule = ({ holdFor, auditEvery, keepEventsFor, holdDeadlines }) => [
  holdDeadlines?.trim() === '' &&
    'holdDeadlines must say why deadlines are held: give a reason, or leave it out',
  holdFor.toMilliseconds() < 1_000 && `holdFor must be a second or more, got ${holdFor.toHumanString()}`,
  auditEvery.toMilliseconds() < 60_000 &&
    `auditEvery must be a minute or more, got ${auditEvery.toHumanString()}`,
  keepEventsFor !== undefined &&
    keepEventsFor.toDays({ integral: false }) < 1 &&
    `keepEventsFor must be a day or more, or left out, got ${keepEventsFor.toHumanString()}`,
];

const ofSizes: Rule = (config) => [
  ...(['requestMemoryMiB', 'workerMemoryMiB'] as const).map(
    (field) =>
      (config[field] < MEMORY.least || config[field] > MEMORY.most) &&
      `${field} must be ${MEMORY.least} to ${MEMORY.most}, got ${config[field]}`,
  ),
  (config.workersPerQueue < WORKERS.fewest || config.workersPerQueue > WORKERS.most) &&
    `workersPerQueue must be ${WORKERS.fewest} to ${WORKERS.most}, got ${config.workersPerQueue}`,
  ...(['shipping', 'deadline'] as const).map((entry) => {
    const reserved = config.reserved[entry] ?? config.workersPerQueue;
    return (
      reserved < config.workersPerQueue &&
      `reserved.${entry} must be workersPerQueue (${config.workersPerQueue}) or more, got ${reserved}: the queue would be throttled`
    );
  }),
  config.warmWrites !== undefined &&
    config.warmWrites <= WARM_FROM_THE_START &&
    `warmWrites must be above the ${WARM_FROM_THE_START} that a table starts with, or left out, got ${config.warmWrites}`,
];

const ofThrottles: Rule = ({ throttle, orderThrottle, requestsPerAddress = FEWEST_REQUESTS }) => [
  ...(['perSecond', 'burst'] as const).map(
    (field) =>
      orderThrottle[field] > throttle[field] &&
      `orderThrottle.${field} must be at most the ${throttle[field]} of the whole API, got ${orderThrottle[field]}`,
  ),
  requestsPerAddress < FEWEST_REQUESTS &&
    `requestsPerAddress must be ${FEWEST_REQUESTS} or more, or left out, got ${requestsPerAddress}`,
];

const ofWatching: Rule = ({ name, watched, alarmsTo }) => [
  name === 'prod' &&
    watched &&
    !alarmsTo?.trim() &&
    'prod must tell somebody of its alarms: set alarmsTo to a mail address',
  !watched &&
    alarmsTo !== undefined &&
    'alarmsTo is told of alarms, and there are none: set watched to true, or leave alarmsTo out',
];

const ofContainers: Rule = ({ variants, containers, name, identity, home }) =>
  variants.includes('containers')
    ? mistakesInContainers(containers, {
        isProd: name === 'prod',
        ownIssuer: identity.kind === 'cognito',
        home,
      })
    : [];

const ofProd: Rule = (config) =>
  config.name !== 'prod'
    ? []
    : [
        config.home === undefined &&
          'prod must belong to an account, so that no other is deployed to: set home to { account, region }',
        config.onDelete === 'destroy' && "prod must keep what people wrote: set onDelete to 'retain'",
        !config.deletionProtection && 'prod must be protected from deletion: set deletionProtection to true',
        config.requestsPerAddress === undefined && 'prod must have a firewall: set requestsPerAddress',
        config.usesSandboxes &&
          !config.sandboxPayments?.trim() &&
          "prod must not take sandbox payments: set usesSandboxes to false, or say why in sandboxPayments: '<reason>'",
        config.identity.kind === 'cognito' &&
          config.identity.passwordSignIn &&
          'prod must not allow password sign-in: set identity.passwordSignIn to false',
      ];

const rules: readonly Rule[] = [
  ofVariants,
  ofIdentity,
  ofKeeping,
  ofQueues,
  ofTimes,
  ofSizes,
  ofThrottles,
  ofWatching,
  ofContainers,
  ofProd,
];
