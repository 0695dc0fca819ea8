import { Duration } from 'aws-cdk-lib';
import { Alarm, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Port, SecurityGroup, SubnetType } from 'aws-cdk-lib/aws-ec2';
import type { FargateService } from 'aws-cdk-lib/aws-ecs';
import {
  ApplicationLoadBalancer,
  ApplicationProtocol,
  ApplicationTargetGroup,
  HttpCodeTarget,
  ListenerAction,
  ListenerCertificate,
  TargetType,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge';
import { seeRunbook } from '../runbook';
import type { StageConfig } from '../stage-config';
import { deregistration } from '../timing';
import {
  acceptedOnBalancer,
  acceptedOnBalancerGroup,
  acceptedOnPlainListener,
} from './accepted-on-containers';
import { Firewall } from './firewall';
import type { ShopNetwork } from './shop-network';

export interface BalancerProps {
  readonly config: StageConfig;
  readonly network: ShopNetwork;

  /** Where targets listen. */
  readonly port: number;
}

/** What the internet reaches: requests come in here and go to healthy tasks only. */
export class Balancer extends Construct {
  readonly loadBalancer: ApplicationLoadBalancer;
  readonly targets: ApplicationTargetGroup;

  constructor(scope: Construct, id: string, props: BalancerProps) {
    super(scope, id);
    const { config, network } = props;

    this.loadBalancer = new ApplicationLoadBalancer(this, 'LoadBalancer', {
      vpc: network.vpc,
      vpcSubnets: { subnetType: SubnetType.PUBLIC },
      internetFacing: true,
      securityGroup: groupOf(this, network),
      deletionProtection: config.deletionProtection,
      dropInvalidHeaderFields: true,
      idleTimeout: Duration.seconds(60),
    });
    acknowledge(this.loadBalancer, acceptedOnBalancer);

    this.targets = this.targetsAt(props);
    this.listen(config);
    if (config.requestsPerAddress !== undefined) {
      const { requestsPerAddress } = config;
      const resourceArn = this.loadBalancer.loadBalancerArn;
      new Firewall(this, 'Firewall', { resourceArn, requestsPerAddress });
    }
  }

  /** Sends requests to the tasks of a service, which nobody else may reach. */
  serveBy(service: FargateService): void {
    this.targets.addTarget(service);
  }

  /** Goes off when tasks answer with server errors. */
  failing(): Alarm {
    return new Alarm(this, 'Failing', {
      alarmDescription: seeRunbook(
        'New code makes tasks fail',
        'Tasks answer with server errors: new code is taken back',
      ),
      metric: this.targets.metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, {
        period: Duration.minutes(1),
      }),
      threshold: 10,
      evaluationPeriods: 2,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }

  private targetsAt({ network, port }: BalancerProps): ApplicationTargetGroup {
    return new ApplicationTargetGroup(this, 'Targets', {
      vpc: network.vpc,
      targetType: TargetType.IP,
      protocol: ApplicationProtocol.HTTP,
      port,
      deregistrationDelay: deregistration,
      healthCheck: {
        path: '/health',
        interval: Duration.seconds(10),
        timeout: Duration.seconds(5),
        healthyThresholdCount: 2,
        unhealthyThresholdCount: 3,
        healthyHttpCodes: '200',
      },
    });
  }

  private listen({ containers: { entrance } }: StageConfig): void {
    const defaultAction = ListenerAction.forward([this.targets]);
    if (entrance.kind === 'plain') {
      const listener = this.loadBalancer.addListener('Plain', {
        port: 80,
        protocol: ApplicationProtocol.HTTP,
        defaultAction,
      });
      acknowledge(listener, acceptedOnPlainListener(entrance.reason));
      return;
    }

    const { certificateArn } = entrance;
    this.loadBalancer.addListener('Tls', {
      port: 443,
      protocol: ApplicationProtocol.HTTPS,
      certificates: [ListenerCertificate.fromArn(certificateArn)],
      defaultAction,
    });
    this.loadBalancer.addListener('Redirect', {
      port: 80,
      protocol: ApplicationProtocol.HTTP,
      defaultAction: ListenerAction.redirect({ protocol: 'HTTPS', port: '443', permanent: true }),
    });
  }
}

/** Lets callers in by the listeners, and out to the tasks alone. */
function groupOf(scope: Construct, { vpc }: ShopNetwork): SecurityGroup {
  const group = new SecurityGroup(scope, 'Group', {
    vpc,
    description: 'The balancer: in from everywhere, out to tasks',
    allowAllOutbound: false,
  });
  acknowledge(group, acceptedOnBalancerGroup);

  return group;
}

/** Of AWS, over TLS: what a task may call. */
export const toAws = Port.tcp(443);
