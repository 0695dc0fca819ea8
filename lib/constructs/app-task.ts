import { Duration } from 'aws-cdk-lib';
import {
  AwsLogDriverMode,
  Capability,
  ContainerInsights,
  CpuArchitecture,
  FargateTaskDefinition,
  LinuxParameters,
  LogDrivers,
  OperatingSystemFamily,
  type CfnTaskDefinition,
  type ContainerDefinition,
} from 'aws-cdk-lib/aws-ecs';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Size } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge';
import type { Fleet } from '../containers-config';
import type { Runner, Setting } from '../runner';
import { bundleName, type ServerName } from '../server-bundle';
import type { StageConfig } from '../stage-config';
import { stopTimeout } from '../timing';
import { acceptedOnImagePull, acceptedOnTask } from './accepted-on-containers';
import { AppLog } from './app-log';
import { serverImage } from './server-image';

export interface AppTaskProps {
  readonly config: StageConfig;
  readonly server: ServerName;
  readonly size: Fleet;

  /** Where it listens; its `/health` tells whether it is well. */
  readonly ports: readonly number[];
}

/** The user `node` of the image. */
const NOBODY_SPECIAL = '1000';

/** One server as a task: alone in its container, with a role that may do nothing until told. */
export class AppTask extends Construct implements Runner {
  readonly definition: FargateTaskDefinition;
  private readonly container: ContainerDefinition;
  private readonly role: Role;

  constructor(scope: Construct, id: string, props: AppTaskProps) {
    super(scope, id);
    const { size, server } = props;

    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com'),
      description: `What the ${server} server may do`,
    });
    this.definition = new FargateTaskDefinition(this, 'Task', {
      cpu: size.cpu,
      memoryLimitMiB: size.memoryMiB,
      taskRole: this.role,
      runtimePlatform: {
        cpuArchitecture: CpuArchitecture.ARM64,
        operatingSystemFamily: OperatingSystemFamily.LINUX,
      },
    });
    this.container = this.contain(props);
    this.set('STAGE', props.config.name);

    acknowledge(this.definition, acceptedOnTask);
    const pull = this.definition.obtainExecutionRole().node.tryFindChild('DefaultPolicy');
    if (pull) acknowledge(pull, acceptedOnImagePull);
    // the local run reads here which source it is to bundle and start for this task
    (this.definition.node.defaultChild as CfnTaskDefinition).addMetadata(
      'holdfast:entry',
      `lambda/entry/${server}.server.ts`,
    );
  }

  allow(actions: readonly string[], resources: readonly string[]): void {
    this.role.addToPolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
  }

  set(setting: Setting, value: string): void {
    this.container.addEnvironment(setting, value);
  }

  private contain({ config, server, ports: [port = 0, ...others] }: AppTaskProps): ContainerDefinition {
    const linuxParameters = new LinuxParameters(this, 'Linux');
    linuxParameters.dropCapabilities(Capability.ALL);

    return this.definition.addContainer('Server', {
      image: serverImage(this),
      command: [bundleName(server)],
      user: NOBODY_SPECIAL,
      readonlyRootFilesystem: true,
      linuxParameters,
      stopTimeout,
      portMappings: [port, ...others].map((containerPort) => ({ containerPort })),
      healthCheck: { command: ['CMD', 'node', '-e', askHealth(port)], interval: Duration.seconds(10) },
      logging: LogDrivers.awsLogs({
        logGroup: new AppLog(this, 'Log', { config }).group,
        streamPrefix: server,
        mode: AwsLogDriverMode.NON_BLOCKING, // logs that cannot be written must not stop the shop
        maxBufferSize: Size.mebibytes(4),
      }),
    });
  }
}

/** A slim image has no curl. */
function askHealth(port: number): string {
  return `fetch('http://127.0.0.1:${port}/health').then((r)=>process.exit(r.ok?0:1),()=>process.exit(1))`;
}

export const insights = ContainerInsights.ENHANCED;
