import { mistakesInContainers } from './containers-config';
import type { StageConfig } from './stage-config';

/** SQS takes no smaller limit for the batches of one event source mapping. */
const FEWEST_WORKERS = 2;

/**
 * What a stage's data say that cannot be meant, each as a sentence that says what to change. Empty when all is well.
 */
export function mistakesIn(config: StageConfig): readonly string[] {
  const mistakes = [
    config.variants.length === 0 && 'variants must name at least one of serverless, containers',
    !config.variants.includes(config.queueConsumer) &&
      `queueConsumer must be one of the stage's variants (${config.variants.join(', ')}), got ${config.queueConsumer}`,
    config.name === 'prod' &&
      config.usesSandboxes &&
      !config.sandboxPayments?.trim() &&
      "prod must not take sandbox payments: set usesSandboxes to false, or say why in sandboxPayments: '<reason>'",
    config.deletionProtection &&
      config.onDelete === 'destroy' &&
      "deletionProtection contradicts onDelete 'destroy': set onDelete to 'retain', or protection to false",
    config.name === 'prod' &&
      config.identity.kind === 'cognito' &&
      config.identity.passwordSignIn &&
      'prod must not allow password sign-in: set identity.passwordSignIn to false',
    config.identity.kind === 'issuer' &&
      !config.identity.jwksUri.startsWith('https://') &&
      `identity.jwksUri must be an https address, got ${config.identity.jwksUri}`,
    config.workersPerQueue < FEWEST_WORKERS &&
      `workersPerQueue must be ${FEWEST_WORKERS} or more, got ${config.workersPerQueue}`,
    ...(config.variants.includes('containers') ? containersOf(config) : []),
  ];

  return mistakes.filter((mistake) => mistake !== false).map((mistake) => `stage ${config.name}: ${mistake}`);
}

function containersOf({ containers, name, identity }: StageConfig): readonly (string | false)[] {
  return mistakesInContainers(containers, {
    isProd: name === 'prod',
    ownIssuer: identity.kind === 'cognito',
  });
}
