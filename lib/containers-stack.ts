import { CfnOutput, Duration, Fn, Stack, type StackProps } from 'aws-cdk-lib';
import { Cluster, type FargateService } from 'aws-cdk-lib/aws-ecs';
import type { Construct } from 'constructs';
import { AppService } from './constructs/app-service';
import { AppTask, insights } from './constructs/app-task';
import { Balancer } from './constructs/balancer';
import { scaleOnQueues } from './constructs/queue-scaling';
import { ShopNetwork } from './constructs/shop-network';
import type { MessagingStack } from './messaging-stack';
import type { StageConfig } from './stage-config';
import type { StateStack } from './state-stack';
import { deregistration, longPoll } from './timing';

export interface ContainersStackProps extends StackProps {
  readonly config: StageConfig;
  readonly state: StateStack;
  readonly messaging: MessagingStack;
}

const API_PORT = 8_080;
const METRICS_PORT = 9_090;

/** HTTP by tasks behind a load balancer, and a second service for the queues where this variant consumes them. */
export class ContainersStack extends Stack {
  readonly network: ShopNetwork;
  readonly cluster: Cluster;
  readonly api: AppTask;
  readonly apiService: FargateService;
  readonly balancer: Balancer;

  /** Absent where another variant consumes the queues, like its service. */
  readonly worker?: AppTask;
  readonly workerService?: FargateService;

  constructor(scope: Construct, id: string, props: ContainersStackProps) {
    super(scope, id, props);
    const { config } = props;

    this.network = new ShopNetwork(this, 'Network', { config });
    this.cluster = new Cluster(this, 'Cluster', {
      vpc: this.network.vpc,
      containerInsightsV2: insights,
      enableFargateCapacityProviders: true,
    });

    const serving = this.serve(props);
    this.api = serving.task;
    this.apiService = serving.service;
    this.balancer = serving.balancer;
    if (config.queueConsumer !== 'containers') return;

    const working = this.work(props);
    this.worker = working.task;
    this.workerService = working.service;
  }

  /** The first two zones of wherever it is deployed: nothing is looked up at synth. */
  override get availabilityZones(): string[] {
    return [0, 1].map((index) => Fn.select(index, Fn.getAzs()));
  }

  private serve({ config, state }: ContainersStackProps) {
    const { api: fleet, requestsPerTask } = config.containers;
    const ports = [API_PORT, METRICS_PORT];
    const task = new AppTask(this, 'Api', { config, server: 'api', size: fleet, ports });
    listenOn(task);
    task.set('PORT', String(API_PORT));
    task.set('DEREGISTRATION_SECONDS', String(deregistration.toSeconds()));
    state.grant(task, 'order');
    state.grant(task, 'inventory');
    state.tellTimes(task);
    state.tellIssuer(task);

    const served = new AppService(this, 'ApiService', { ...this.place(), task, fleet });
    const balancer = new Balancer(this, 'Entrance', { config, network: this.network, port: API_PORT });
    balancer.serveBy(served.service);
    served.scaling.scaleOnRequestCount('Requests', {
      requestsPerTarget: requestsPerTask,
      targetGroup: balancer.targets,
      scaleInCooldown: Duration.minutes(5),
    });
    if (config.rollout === 'canary') served.takeBackOn(balancer.failing());
    new CfnOutput(this, 'BalancerName', { value: balancer.loadBalancer.loadBalancerDnsName });

    return { task, service: served.service, balancer };
  }

  private work({ config, state, messaging }: ContainersStackProps) {
    const { workers: fleet } = config.containers;
    const ports = [METRICS_PORT];
    const task = new AppTask(this, 'Worker', { config, server: 'worker', size: fleet, ports });
    listenOn(task);
    task.set('POLL_SECONDS', String(longPoll.toSeconds()));
    state.grant(task, 'shipping');
    state.grant(task, 'deadline');
    state.tellTimes(task);
    state.tellDeadlines(task);

    for (const queue of [messaging.shipping, messaging.deadline]) {
      queue.grantSend(task);
      queue.grantConsume(task);
    }
    const { service, scaling } = new AppService(this, 'WorkerService', { ...this.place(), task, fleet });
    scaleOnQueues(scaling, messaging.shipping, messaging.deadline);

    return { task, service };
  }

  private place() {
    return { cluster: this.cluster, network: this.network };
  }
}

function listenOn(task: AppTask): void {
  task.set('HOST', '0.0.0.0');
  task.set('METRICS_PORT', String(METRICS_PORT));
}
