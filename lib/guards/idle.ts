import type { Resource } from './assembly';
import type { Guard } from './guard';

/** What costs by the hour whether anybody buys or not. Containers do, and so does the key of the alarms' topic: both say so, and a stage need have neither. */
const mayCost = /\/(?:containers|operations)$/;

const byTheHour =
  /^AWS::(?:EC2::(?:Instance|NatGateway|VPCEndpoint|EIP)|ECS::Service|ElasticLoadBalancing|RDS::|Neptune::|DocDB::|ElastiCache::|MemoryDB::|DAX::|Redshift|OpenSearch|Elasticsearch|MSK::|AmazonMQ::|Kinesis::Stream|EKS::|EFS::|FSx::|KMS::Key|SecretsManager::Secret|Transfer::|GlobalAccelerator::)/;

export const nothingAlwaysOn: Guard = {
  id: 'nothing-always-on',
  promise:
    'outside the stacks of containers and of operations nothing costs by the hour: a stage where nobody buys costs next to nothing',
  findings: (assembly) =>
    assembly.resources
      .filter(({ stack }) => !mayCost.test(stack))
      .filter(isAlwaysOn)
      .map((resource) => ({
        resource,
        says: `${resource.type} costs by the hour: only containers and operations may`,
      })),
};

function isAlwaysOn({ type, properties }: Resource): boolean {
  return (
    byTheHour.test(type) ||
    properties['ProvisionedConcurrencyConfig'] !== undefined ||
    properties['ProvisionedPollerConfig'] !== undefined ||
    properties['CacheClusterEnabled'] === true ||
    (type === 'AWS::DynamoDB::Table' && properties['BillingMode'] !== 'PAY_PER_REQUEST')
  );
}
