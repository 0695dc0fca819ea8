import { join } from 'node:path';
import { RemovalPolicy, type Duration } from 'aws-cdk-lib';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, LoggingFormat, Runtime, type CfnFunction } from 'aws-cdk-lib/aws-lambda';
import {
  NodejsFunction,
  OutputFormat,
  SourceMapMode,
  type NodejsFunctionProps,
} from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { StageConfig } from '../stage-config';
import type { Runner, Setting } from '../runner';

const projectRoot = join(__dirname, '..', '..');

export interface AppFunctionProps {
  readonly config: StageConfig;

  /** The name of the file `lambda/entry/<entry>.lambda.ts`, which exports `handler`. */
  readonly entry: string;

  readonly timeout: Duration;
  readonly memoryMiB: number;
  readonly description: string;
}

/** A function made of one entry file, with a role and a log group of its own. The role may write that log and nothing else until told. */
export class AppFunction extends Construct implements Runner {
  readonly lambda: NodejsFunction;
  private readonly role: Role;

  constructor(scope: Construct, id: string, props: AppFunctionProps) {
    super(scope, id);
    const { config } = props;
    const entry = `lambda/entry/${props.entry}.lambda.ts`;

    const logGroup = new LogGroup(this, 'Log', {
      retention: config.logRetention,
      removalPolicy: config.onDelete === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });

    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `What ${props.entry} may do`,
    });
    this.allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]);

    this.lambda = new NodejsFunction(this, 'Function', {
      ...bundled(entry),
      role: this.role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      timeout: props.timeout,
      memorySize: props.memoryMiB,
      description: props.description,
      environment: { STAGE: config.name, NODE_OPTIONS: '--enable-source-maps' },
    });

    // the local run reads here which source to load for this function
    (this.lambda.node.defaultChild as CfnFunction).addMetadata('holdfast:entry', entry);
  }

  allow(actions: readonly string[], resources: readonly string[]): void {
    this.role.addToPolicy(
      new PolicyStatement({ effect: Effect.ALLOW, actions: [...actions], resources: [...resources] }),
    );
  }

  set(setting: Setting, value: string): void {
    this.lambda.addEnvironment(setting, value);
  }
}

/** ESM for Node 24 on arm64, with the SDK inside: the code that was tested is the code that runs. */
function bundled(entry: string): NodejsFunctionProps {
  return {
    projectRoot,
    depsLockFilePath: join(projectRoot, 'package-lock.json'),
    entry: join(projectRoot, entry),
    handler: 'handler',
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    awsSdkConnectionReuse: false,
    bundling: {
      format: OutputFormat.ESM,
      target: 'node24',
      mainFields: ['module', 'main'],
      minify: true,
      keepNames: true,
      sourceMap: true,
      sourceMapMode: SourceMapMode.EXTERNAL,
      sourcesContent: false,
      externalModules: [],
      // CommonJS packages inside an ESM bundle look for `require`
      banner: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
    },
  };
}
