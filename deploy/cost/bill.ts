import type { Assembly, Resource } from '../../lib/guards/assembly';
import { priceBalancer, priceFirewall, priceStage, priceUserPool } from './doors';
import { priceFunction } from './functions';
import { always, hourly, type Month, type Pricing } from './month';
import { priceEndpoint, priceFlowLog } from './network';
import { prices } from './prices';
import { priceArchive, priceBus, priceQueue } from './queues';
import { priceTable } from './tables';
import { priceCluster, priceService } from './tasks';
import { priceAlarm, priceScaling } from './watching';

/** One line of a bill: so many units that one resource is charged for in a month. */
export interface Line {
  /** As in `serverless/OrderFunction12345678`: the stack and the logical id. */
  readonly resource: string;
  readonly type: string;
  readonly unit: string;
  readonly quantity: number;
  readonly dollars: number;
}

/** Every type that has a price. */
const priced: Readonly<Record<string, Pricing>> = {
  'AWS::ApiGateway::Stage': priceStage,
  'AWS::ApplicationAutoScaling::ScalingPolicy': priceScaling,
  'AWS::CloudWatch::Alarm': priceAlarm,
  'AWS::CloudWatch::CompositeAlarm': always('compositeAlarm'),
  'AWS::CloudWatch::Dashboard': always('dashboard'),
  'AWS::Cognito::UserPool': priceUserPool,
  'AWS::DynamoDB::Table': priceTable,
  'AWS::EC2::EIP': hourly('publicAddress'),
  'AWS::EC2::FlowLog': priceFlowLog,
  'AWS::EC2::NatGateway': hourly('nat'),
  'AWS::EC2::VPCEndpoint': priceEndpoint,
  'AWS::ECS::Cluster': priceCluster,
  'AWS::ECS::Service': priceService,
  'AWS::ElasticLoadBalancingV2::LoadBalancer': priceBalancer,
  'AWS::Events::Archive': priceArchive,
  'AWS::Events::EventBus': priceBus,
  'AWS::KMS::Key': always('key'),
  'AWS::Lambda::Function': priceFunction,
  'AWS::SQS::Queue': priceQueue,
  'AWS::WAFv2::WebACL': priceFirewall,
};

const partOfGateway = 'requests are charged, at the stage';
const codeDeploy = 'CodeDeploy charges nothing for functions and containers';
const permission = 'permissions cost nothing';
const network = 'what runs in a network is charged, not the network';
const partOfBalancer = 'hours and capacity are charged, at the balancer';
const partOfUsers = 'users are charged, at the pool';
const fewMessages = 'alarms go off seldom, and the first thousand mails of a month cost nothing';

/** Every type that costs nothing by itself, and why. */
const free: Readonly<Record<string, string>> = {
  'AWS::ApiGateway::Account': partOfGateway,
  'AWS::ApiGateway::Authorizer': partOfGateway,
  'AWS::ApiGateway::Deployment': partOfGateway,
  'AWS::ApiGateway::GatewayResponse': partOfGateway,
  'AWS::ApiGateway::Method': partOfGateway,
  'AWS::ApiGateway::Model': partOfGateway,
  'AWS::ApiGateway::RequestValidator': partOfGateway,
  'AWS::ApiGateway::Resource': partOfGateway,
  'AWS::ApiGateway::RestApi': partOfGateway,
  'AWS::ApiGateway::UsagePlan': partOfGateway,
  'AWS::ApplicationAutoScaling::ScalableTarget': 'tasks are charged, at the service',
  'AWS::CDK::Metadata': 'it describes',
  'AWS::CodeDeploy::Application': codeDeploy,
  'AWS::CodeDeploy::DeploymentGroup': codeDeploy,
  'AWS::Cognito::UserPoolClient': partOfUsers,
  'AWS::Cognito::UserPoolGroup': partOfUsers,
  'AWS::EC2::InternetGateway': network,
  'AWS::EC2::Route': network,
  'AWS::EC2::RouteTable': network,
  'AWS::EC2::SecurityGroup': network,
  'AWS::EC2::SecurityGroupEgress': network,
  'AWS::EC2::SecurityGroupIngress': network,
  'AWS::EC2::Subnet': network,
  'AWS::EC2::SubnetRouteTableAssociation': network,
  'AWS::EC2::VPC': network,
  'AWS::EC2::VPCGatewayAttachment': network,
  'AWS::ECS::ClusterCapacityProviderAssociations': 'tasks are charged, at the service',
  'AWS::ECS::TaskDefinition': 'tasks are charged, at the service',
  'AWS::ElasticLoadBalancingV2::Listener': partOfBalancer,
  'AWS::ElasticLoadBalancingV2::TargetGroup': partOfBalancer,
  'AWS::Events::Rule': 'schedules and rules of the bus cost nothing, what they call does',
  'AWS::IAM::Policy': permission,
  'AWS::IAM::Role': permission,
  'AWS::Lambda::Alias': 'calls are charged, at the function',
  'AWS::Lambda::EventSourceMapping':
    'what it asks of a queue is charged, at the queue; reading a stream costs a function nothing',
  'AWS::Lambda::Permission': permission,
  'AWS::Lambda::Version': 'calls are charged, at the function',
  'AWS::Logs::LogGroup': 'bytes are charged, at whatever writes them',
  'AWS::SNS::Subscription': fewMessages,
  'AWS::SNS::Topic': fewMessages,
  'AWS::SNS::TopicPolicy': permission,
  'AWS::SQS::QueuePolicy': permission,
  'AWS::WAFv2::WebACLAssociation': 'the firewall is charged, at its access control list',
};

/**
 * What the resources of a template are charged for in a month of so many orders.
 * @throws Error that names a resource whose type is neither priced nor known to cost nothing.
 */
export function billOf(assembly: Assembly, orders: number): readonly Line[] {
  return assembly.resources.flatMap((resource) => linesOf(resource, { orders, assembly }));
}

function linesOf(resource: Resource, month: Month): readonly Line[] {
  return pricingOf(resource)(resource, month)
    .filter(({ quantity }) => quantity > 0)
    .map(({ price, quantity }) => ({
      resource: `${resource.stack.split('/').at(-1) ?? ''}/${resource.id}`,
      type: resource.type,
      unit: prices[price].unit,
      quantity: rounded(quantity),
      dollars: rounded(quantity * prices[price].dollars),
    }));
}

function pricingOf({ type, id, stack }: Resource): Pricing {
  const pricing = priced[type];
  if (pricing) return pricing;
  if (free[type] !== undefined) return () => [];

  throw new Error(
    `${type} (${id} of ${stack}) has no price: give it one in deploy/cost/bill.ts, or say there why it costs nothing`,
  );
}

/** To a millionth: what is printed adds up to what is printed as its sum. */
export function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
