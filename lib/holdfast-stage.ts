import { Stage, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ContainersStack } from './containers-stack';
import type { StageConfig } from './stage-config';
import { mistakesIn } from './stage-rules';
import { MessagingStack } from './messaging-stack';
import { OperationsStack } from './operations-stack';
import { ServerlessStack } from './serverless-stack';
import { StateStack } from './state-stack';

/** Their tags are newer than what cfn-lint has heard of, and nothing is billed by them. */
const excludeResourceTypes = [
  'AWS::ApplicationAutoScaling::ScalableTarget',
  'AWS::ElasticLoadBalancingV2::Listener',
];

/** One deployment: the shared stacks, and a stack for each variant that serves. */
export class HoldfastStage extends Stage {
  readonly state: StateStack;
  readonly messaging: MessagingStack;
  readonly serverless?: ServerlessStack;
  readonly containers?: ContainersStack;

  /** Absent where nobody watches. */
  readonly operations?: OperationsStack;

  /** @throws Error with one sentence per mistake in the stage's data. */
  constructor(scope: Construct, config: StageConfig) {
    super(scope, `holdfast-${config.name}`, { env: config.home });
    const mistakes = mistakesIn(config);
    if (mistakes.length > 0) throw new Error(mistakes.join('\n'));

    const terminationProtection = config.deletionProtection;
    this.state = new StateStack(this, 'state', { config, terminationProtection });
    this.messaging = new MessagingStack(this, 'messaging', { config, state: this.state });

    const shared = { config, state: this.state, messaging: this.messaging };
    if (config.variants.includes('serverless')) {
      this.serverless = new ServerlessStack(this, 'serverless', shared);
    }
    if (config.variants.includes('containers')) {
      this.containers = new ContainersStack(this, 'containers', shared);
    }
    if (config.watched) {
      const { serverless, containers } = this;
      this.operations = new OperationsStack(this, 'operations', { ...shared, serverless, containers });
    }

    Tags.of(this).add('app', 'holdfast', { excludeResourceTypes });
    Tags.of(this).add('stage', config.name, { excludeResourceTypes });
  }
}
