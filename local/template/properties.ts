/** Every type of resource that the local run acts out, with what is read of its properties (CloudFormation's names and units). */
export interface PropertiesOf {
  'AWS::ApiGateway::GatewayResponse': GatewayResponseProperties;
  'AWS::ApiGateway::Method': MethodProperties;
  'AWS::ApiGateway::Resource': { readonly ParentId: string; readonly PathPart: string };
  'AWS::ApiGateway::RestApi': unknown;
  'AWS::DynamoDB::GlobalTable': TableProperties;
  'AWS::DynamoDB::Table': TableProperties;
  'AWS::ECS::TaskDefinition': TaskProperties;
  'AWS::Events::EventBus': unknown;
  'AWS::Events::Rule': RuleProperties;
  'AWS::Lambda::EventSourceMapping': MappingProperties;
  'AWS::Lambda::Function': FunctionProperties;
  'AWS::Scheduler::Schedule': ScheduleProperties;
  'AWS::SQS::Queue': QueueProperties;
}

export type ActedOut = keyof PropertiesOf;

export interface GatewayResponseProperties {
  readonly ResponseType: string;
  readonly StatusCode?: string;
  readonly ResponseParameters?: Readonly<Record<string, string>>;
  readonly ResponseTemplates?: Readonly<Record<string, string>>;
}

export interface MethodProperties {
  readonly HttpMethod: string;
  readonly ResourceId: string;
  readonly Integration?: { readonly Type?: string; readonly Uri?: string };
}

export interface TableProperties {
  readonly KeySchema: unknown;
  readonly AttributeDefinitions: unknown;
  readonly GlobalSecondaryIndexes?: readonly Index[];
  readonly LocalSecondaryIndexes?: readonly Index[];
  readonly StreamSpecification?: { readonly StreamViewType: string };
}

export interface Index {
  readonly IndexName: string;
  readonly KeySchema: unknown;
  readonly Projection: unknown;
}

export interface RuleProperties {
  readonly State?: string;
  readonly EventBusName?: string;
  readonly EventPattern?: unknown;
  readonly ScheduleExpression?: string;
  readonly Targets?: readonly RuleTarget[];
}

export interface RuleTarget {
  readonly Id?: string;
  readonly Arn: string;
  /** JSON to send instead of the event. */
  readonly Input?: string;
}

export interface ScheduleProperties {
  readonly State?: string;
  readonly ScheduleExpression: string;
  readonly Target: RuleTarget;
}

export interface MappingProperties {
  readonly FunctionName: string;
  readonly EventSourceArn: string;
  readonly Enabled?: boolean;
  /** @default 10 for a queue, 100 for a stream, as on AWS */
  readonly BatchSize?: number;
  /** Seconds. */
  readonly MaximumBatchingWindowInSeconds?: number;
  readonly FunctionResponseTypes?: readonly string[];
  readonly ScalingConfig?: { readonly MaximumConcurrency?: number };
  readonly ParallelizationFactor?: number;
  readonly BisectBatchOnFunctionError?: boolean;
  /** -1 is for ever. */
  readonly MaximumRetryAttempts?: number;
  /** Seconds; -1 is for ever. */
  readonly MaximumRecordAgeInSeconds?: number;
  readonly DestinationConfig?: { readonly OnFailure?: { readonly Destination?: string } };
  readonly FilterCriteria?: { readonly Filters?: readonly { readonly Pattern?: string }[] };
}

export interface FunctionProperties {
  readonly Environment?: { readonly Variables?: Readonly<Record<string, string>> };
  /** Seconds. @default 3, as on AWS */
  readonly Timeout?: number;
  /** MiB. */
  readonly MemorySize?: number;
}

export interface TaskProperties {
  readonly ContainerDefinitions: readonly {
    readonly Command?: readonly string[];
    readonly Environment?: readonly { readonly Name: string; readonly Value: string }[];
  }[];
}

export interface QueueProperties {
  readonly DelaySeconds?: number;
  readonly VisibilityTimeout?: number;
  readonly ReceiveMessageWaitTimeSeconds?: number;
  readonly MessageRetentionPeriod?: number;
  readonly MaximumMessageSize?: number;
  readonly FifoQueue?: boolean;
  readonly ContentBasedDeduplication?: boolean;
  readonly RedrivePolicy?: unknown;
}
