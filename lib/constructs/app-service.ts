import { Duration } from 'aws-cdk-lib';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Peer, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import {
  AvailabilityZoneRebalancing,
  FargateService,
  type CfnService,
  type Cluster,
  type ScalableTaskCount,
} from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import type { Fleet } from '../containers-config';
import { toAws } from './balancer';
import type { AppTask } from './app-task';
import type { ShopNetwork } from './shop-network';

export interface AppServiceProps {
  readonly cluster: Cluster;
  readonly network: ShopNetwork;
  readonly task: AppTask;
  readonly fleet: Fleet;
}

/** Keeps as many tasks running as are needed, without public addresses; new ones that do not get well are taken back. */
export class AppService extends Construct {
  readonly service: FargateService;
  readonly scaling: ScalableTaskCount;

  constructor(scope: Construct, id: string, props: AppServiceProps) {
    super(scope, id);
    const { cluster, network, task, fleet } = props;

    const group = new SecurityGroup(this, 'Group', {
      vpc: network.vpc,
      description: 'Tasks: in from nobody until told, out to AWS',
      allowAllOutbound: false,
    });
    group.addEgressRule(Peer.anyIpv4(), toAws, 'AWS and the issuer of tokens, over TLS');

    this.service = new FargateService(this, 'Service', {
      cluster,
      taskDefinition: task.definition,
      assignPublicIp: false,
      vpcSubnets: network.inside,
      securityGroups: [group],
      circuitBreaker: { enable: true, rollback: true },
      minHealthyPercent: 100,
      maxHealthyPercent: 200,
      availabilityZoneRebalancing: AvailabilityZoneRebalancing.ENABLED,
    });
    this.scaling = this.service.autoScaleTaskCount({ minCapacity: fleet.least, maxCapacity: fleet.most });
    this.scaling.scaleOnCpuUtilization('Cpu', {
      targetUtilizationPercent: 60, // one thread: above that, requests begin to wait for each other
      scaleOutCooldown: Duration.minutes(1),
      scaleInCooldown: Duration.minutes(5),
    });
  }

  /**
   * Takes new code back when an alarm goes off, which must refer to no part of the service. The CDK's own method notes a
   * possible circle at every synth, whatever an alarm refers to, unless it has a fixed name.
   */
  takeBackOn(alarm: Alarm): void {
    const service = this.service.node.defaultChild as CfnService;
    const alarms = { AlarmNames: [alarm.alarmName], Enable: true, Rollback: true };

    service.addPropertyOverride('DeploymentConfiguration.Alarms', alarms);
  }
}
