import type { ActedOut } from './properties';
import type { Resource } from './resources';

const actedOut: readonly ActedOut[] = [
  'AWS::ApiGateway::GatewayResponse',
  'AWS::ApiGateway::Method',
  'AWS::ApiGateway::Resource',
  'AWS::ApiGateway::RestApi',
  'AWS::DynamoDB::GlobalTable',
  'AWS::DynamoDB::Table',
  'AWS::ECS::TaskDefinition',
  'AWS::Events::EventBus',
  'AWS::Events::Rule',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Scheduler::Schedule',
  'AWS::SQS::Queue',
];

/** Types that permit, record or describe: nothing that a local run could do differs without them. */
const withoutBehaviour = new Set([
  'AWS::ApiGateway::Account',
  'AWS::ApiGateway::Authorizer', // the app verifies every token itself
  'AWS::ApiGateway::Deployment',
  'AWS::ApiGateway::Model',
  'AWS::ApiGateway::RequestValidator',
  'AWS::ApiGateway::Stage',
  'AWS::ApiGateway::UsagePlan', // a local run has no quota
  'AWS::CDK::Metadata',
  'AWS::Lambda::Alias',
  'AWS::Lambda::Permission',
  'AWS::Lambda::Version',
  'AWS::SQS::QueuePolicy',
  'AWS::SSM::Parameter',
]);
/**
 * IAM, logs, alarms, Cognito, whose place the local issuer takes, and all that places and scales tasks: there is one of each here,
 * and the server of the run is their balancer.
 */
const servicesWithoutBehaviour = [
  'AWS::IAM::',
  'AWS::Logs::',
  'AWS::CloudWatch::',
  'AWS::Cognito::',
  'AWS::KMS::',
  'AWS::ApplicationAutoScaling::',
  'AWS::EC2::',
  'AWS::ECS::',
  'AWS::ElasticLoadBalancingV2::',
];

function isCovered(type: string): boolean {
  return (
    actedOut.some((known) => known === type) ||
    withoutBehaviour.has(type) ||
    servicesWithoutBehaviour.some((service) => type.startsWith(service))
  );
}

/** Says in one line which resources of a stage do nothing here; undefined when each has a counterpart or needs none. */
export function coverageWarning(resources: readonly Resource[]): string | undefined {
  const left = resources.filter(({ type }) => !isCovered(type));
  if (left.length === 0) return undefined;

  const types = [...new Set(left.map(({ type }) => type))].map((type) => {
    const ids = left.filter((resource) => resource.type === type).map(({ logicalId }) => logicalId);
    return `${type} (${ids.join(', ')})`;
  });
  return `no local counterpart, left out: ${types.join('; ')}`;
}
