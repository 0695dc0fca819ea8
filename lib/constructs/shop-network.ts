import {
  FlowLogDestination,
  FlowLogTrafficType,
  GatewayVpcEndpointAwsService,
  InterfaceVpcEndpointAwsService,
  IpAddresses,
  Peer,
  Port,
  SecurityGroup,
  SubnetType,
  Vpc,
  type SubnetSelection,
} from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { StageConfig } from '../stage-config';
import { AppLog } from './app-log';

/** Of the network alone: it is joined to no other. */
const ADDRESSES = '10.0.0.0/16';

export interface ShopNetworkProps {
  readonly config: StageConfig;
}

/** What tasks call by an endpoint of its own: work, images, logs, and the keys that tokens are verified with. */
const called = {
  Queues: InterfaceVpcEndpointAwsService.SQS,
  Images: InterfaceVpcEndpointAwsService.ECR,
  ImageLayers: InterfaceVpcEndpointAwsService.ECR_DOCKER,
  Logs: InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS,
  TokenKeys: InterfaceVpcEndpointAwsService.COGNITO_IDP,
};

/** Two tiers in two zones: the balancer stands in the public one, tasks in the other, which nobody reaches from outside. */
export class ShopNetwork extends Construct {
  readonly vpc: Vpc;
  readonly inside: SubnetSelection;

  constructor(scope: Construct, id: string, { config }: ShopNetworkProps) {
    super(scope, id);
    const byNat = config.containers.egress === 'nat';
    const subnetType = byNat ? SubnetType.PRIVATE_WITH_EGRESS : SubnetType.PRIVATE_ISOLATED;
    this.inside = { subnetType };

    this.vpc = new Vpc(this, 'Vpc', {
      ipAddresses: IpAddresses.cidr(ADDRESSES),
      maxAzs: 2,
      natGateways: byNat ? 2 : 0, // one in each zone: the loss of a zone must not take the other along
      subnetConfiguration: [
        { name: 'Public', subnetType: SubnetType.PUBLIC, cidrMask: 24, mapPublicIpOnLaunch: false },
        { name: 'Inside', subnetType, cidrMask: 20 },
      ],
      // a function of the CDK's would empty the default group, in which nothing here is
      restrictDefaultSecurityGroup: false,
      gatewayEndpoints: {
        Tables: { service: GatewayVpcEndpointAwsService.DYNAMODB },
        ImageStore: { service: GatewayVpcEndpointAwsService.S3 },
      },
    });

    this.logRefusals(config);
    if (!byNat) this.addEndpoints();
  }

  private logRefusals(config: StageConfig): void {
    this.vpc.addFlowLog('Refused', {
      destination: FlowLogDestination.toCloudWatchLogs(new AppLog(this, 'FlowLog', { config }).group),
      trafficType: FlowLogTrafficType.REJECT,
    });
  }

  private addEndpoints(): void {
    const group = new SecurityGroup(this, 'Endpoints', {
      vpc: this.vpc,
      description: 'Endpoints of AWS, for the tasks of this network',
      allowAllOutbound: false,
    });
    group.addIngressRule(Peer.ipv4(ADDRESSES), Port.tcp(443), 'tasks call AWS over TLS');

    for (const [id, service] of Object.entries(called)) {
      this.vpc.addInterfaceEndpoint(id, {
        service,
        subnets: this.inside,
        securityGroups: [group],
        open: false,
      });
    }
  }
}
