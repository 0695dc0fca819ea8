import type { Resource } from './resources';

export const REGION = 'us-east-1';
export const ACCOUNT = '000000000000';

/** What AWS would say of itself in a template; `AWS::NoValue` takes away what it stands for. */
export function pseudoParameter(name: string, stack: string): unknown {
  const values: Readonly<Record<string, unknown>> = {
    'AWS::AccountId': ACCOUNT,
    'AWS::Region': REGION,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': stack,
    'AWS::StackId': arn('cloudformation', `stack/${stack}/local`),
    'AWS::NotificationARNs': [],
    'AWS::NoValue': undefined,
  };
  return values[name];
}

export function isPseudoParameter(name: string): boolean {
  return name.startsWith('AWS::');
}

/** What a template's references need to know of the run. */
export interface Endpoints {
  /** Where the embedded SQS answers: part of a queue's URL, which is its `Ref`. */
  readonly sqsUrl: string;
  /** The names of tables that were there before, by their logical ids. */
  readonly tableNames: ReadonlyMap<string, string>;
}

/** The properties that fix a name, each of a type of resource that has one. */
const nameProperties = ['TableName', 'QueueName', 'FunctionName', 'RoleName', 'TopicName', 'Name'];
const longestName = 64;

/** A resource's name: the one that the template fixes, or one made of stack and logical id, as CloudFormation would. */
export function physicalName({ stack, logicalId, properties }: Resource): string {
  const fixed = nameProperties
    .map((property) => properties[property])
    .find((name) => typeof name === 'string');
  return fixed ?? `${stack}-${logicalId}`.slice(-longestName).replace(/^-+/, '');
}

/** A resource's ARN: the same one wherever a template refers to it. */
export function arnOf(resource: Resource): string {
  const name = physicalName(resource);
  switch (resource.type) {
    case 'AWS::DynamoDB::GlobalTable':
    case 'AWS::DynamoDB::Table':
      return arn('dynamodb', `table/${name}`);
    case 'AWS::SQS::Queue':
      return arn('sqs', name);
    case 'AWS::Lambda::Function':
    case 'AWS::Lambda::Alias':
    case 'AWS::Lambda::Version':
      return arn('lambda', `function:${name}`);
    case 'AWS::Events::EventBus':
      return arn('events', `event-bus/${name}`);
    default:
      return arn(
        resource.type.split('::')[1]?.toLowerCase() ?? 'local',
        `${resource.type.split('::')[2] ?? ''}/${name}`,
      );
  }
}

function arn(service: string, resource: string): string {
  return `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
}

/** The queue's URL on the embedded endpoint. */
export function queueUrl(endpoint: string, name: string): string {
  return `${endpoint}/${ACCOUNT}/${name}`;
}

/** What `Ref` gives for a resource. */
export function refOf(resource: Resource, { sqsUrl, tableNames }: Endpoints): string {
  if (resource.type === 'AWS::SQS::Queue') return queueUrl(sqsUrl, physicalName(resource));
  return (isTable(resource) ? tableNames.get(resource.logicalId) : undefined) ?? physicalName(resource);
}

export function isTable({ type }: Resource): boolean {
  return type === 'AWS::DynamoDB::Table' || type === 'AWS::DynamoDB::GlobalTable';
}

/** What `Fn::GetAtt` gives for a resource: its ARN, its stream's, its name or, for what has no counterpart, a stand-in. */
export function attributeOf(resource: Resource, attribute: string): string {
  if (attribute === 'Arn') return arnOf(resource);
  if (attribute === 'StreamArn') return `${arnOf(resource)}/stream/local`;
  if (attribute === 'QueueName' || attribute === 'Name') return physicalName(resource);
  return `${physicalName(resource)}.${attribute}`;
}
