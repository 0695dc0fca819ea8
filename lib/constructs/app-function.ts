import type { Duration } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LoggingFormat, Tracing, type CfnFunction, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge';
import type { Runner, Setting } from '../runner';
import type { Entry, StageConfig } from '../stage-config';
import { acceptedOnFunction, acceptedOnTraces } from './accepted-on-functions';
import { AppLog } from './app-log';
import { bundleOf } from './bundle';
import { Rollout } from './rollout';

export interface AppFunctionProps {
  readonly config: StageConfig;

  /** The name of the file `lambda/entry/<entry>.lambda.ts`, which exports `handler`. */
  readonly entry: Entry;

  readonly timeout: Duration;
  readonly memoryMiB: number;
  readonly description: string;
}

/** A function made of one entry file, with a role and a log group of its own. The role may do nothing else until told. */
export class AppFunction extends Construct implements Runner {
  readonly lambda: NodejsFunction;

  /** What callers and event sources call: the function, or the version of it that is rolled out. */
  readonly live: IFunction;

  /** Absent where new code is live at once. */
  readonly rollout?: Rollout;

  private readonly role: Role;

  constructor(scope: Construct, id: string, props: AppFunctionProps) {
    super(scope, id);
    const { config } = props;
    const entry = `lambda/entry/${props.entry}.lambda.ts`;
    const log = new AppLog(this, 'Log', { config }).group;

    this.role = roleOf(this, props.entry);
    this.allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [log.logGroupArn]);

    this.lambda = new NodejsFunction(this, 'Function', {
      ...bundleOf(entry),
      role: this.role,
      logGroup: log,
      loggingFormat: LoggingFormat.JSON,
      tracing: config.tracing ? Tracing.ACTIVE : Tracing.DISABLED,
      timeout: props.timeout,
      memorySize: props.memoryMiB,
      reservedConcurrentExecutions: config.reserved[props.entry],
      description: props.description,
      environment: { STAGE: config.name, NODE_OPTIONS: '--enable-source-maps' },
    });
    acknowledge(this.lambda, acceptedOnFunction(config, props.entry));
    if (config.tracing) acknowledge(this.role.node.findChild('DefaultPolicy'), acceptedOnTraces);

    // the local run reads here which source to load for this function
    (this.lambda.node.defaultChild as CfnFunction).addMetadata('holdfast:entry', entry);

    if (config.rollout === 'canary') this.rollout = new Rollout(this, 'Rollout', { lambda: this.lambda });
    this.live = this.rollout?.alias ?? this.lambda;
  }

  allow(actions: readonly string[], resources: readonly string[]): void {
    this.role.addToPolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
  }

  set(setting: Setting, value: string): void {
    this.lambda.addEnvironment(setting, value);
  }
}

function roleOf(scope: Construct, entry: Entry): Role {
  return new Role(scope, 'Role', {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    description: `What ${entry} may do`,
  });
}
