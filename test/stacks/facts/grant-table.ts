/** Resource → actions. */
type May = Readonly<Record<string, readonly string[]>>;

const fullQueue = [
  'sqs:ChangeMessageVisibility',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
  'sqs:ReceiveMessage',
  'sqs:SendMessage',
];
const sandbox = ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'];
const stream = [
  'dynamodb:DescribeStream',
  'dynamodb:GetRecords',
  'dynamodb:GetShardIterator',
  'dynamodb:ListStreams',
];
const ordering = {
  Orders: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
  'Orders/index/newest': ['dynamodb:Query'],
  Sandbox: sandbox,
};
const settling = {
  Inventory: ['dynamodb:UpdateItem'],
  Orders: ['dynamodb:GetItem', 'dynamodb:UpdateItem'],
  Sandbox: sandbox,
};
const stocking = ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'];

const pulling = (log: string): May => ({
  repository: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
  '*': ['ecr:GetAuthorizationToken'], // has no resource
  [log]: ['logs:CreateLogStream', 'logs:PutLogEvents'],
});

/** A function writes to its own log, and to X-Ray where the stage traces. */
const running = (log: string): May => ({
  [log]: ['logs:CreateLogStream', 'logs:PutLogEvents'],
  '*': ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'], // have no resource
});

/** Role → resource → actions: all that anybody may do. */
export const table: Readonly<Record<string, May>> = {
  'serverless/Order/Role': {
    ...running('OrderLogGroup'),
    ...ordering,
    Inventory: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:UpdateItem'],
  },
  'serverless/Inventory/Role': {
    ...running('InventoryLogGroup'),
    Inventory: stocking,
    'Inventory/index/catalogue': ['dynamodb:Query'],
  },
  'serverless/ShippingWorker/Role': {
    ...running('ShippingWorkerLogGroup'),
    ...settling,
    ShippingQueue: fullQueue,
  },
  'serverless/DeadlineWorker/Role': {
    ...running('DeadlineWorkerLogGroup'),
    ...settling,
    DeadlineQueue: fullQueue,
  },
  'messaging/Dispatcher/Role': {
    ...running('DispatcherLogGroup'),
    'Orders stream': stream,
    ShippingQueue: ['sqs:SendMessage'],
    DeadlineQueue: ['sqs:SendMessage'],
    DispatcherDeadLettersQueue: ['sqs:SendMessage'],
  },
  'messaging/Publisher/Role': {
    ...running('PublisherLogGroup'),
    'Orders stream': stream,
    Bus: ['events:PutEvents'],
    PublisherDeadLettersQueue: ['sqs:SendMessage'],
  },
  'messaging/Auditor/Role': {
    ...running('AuditorLogGroup'),
    Inventory: ['dynamodb:Scan'],
    Orders: ['dynamodb:Scan'],
    Sandbox: [...sandbox, 'dynamodb:Scan'],
    DeadlineQueue: ['sqs:SendMessage'],
  },
  'containers/Api/Role': {
    ...ordering,
    Inventory: stocking,
    'Inventory/index/catalogue': ['dynamodb:Query'],
  },
  'containers/Worker/Role': { ...settling, ShippingQueue: fullQueue, DeadlineQueue: fullQueue },
  'containers/Api/Task/ExecutionRole': pulling('ApiLogGroup'),
  'containers/Worker/Task/ExecutionRole': pulling('WorkerLogGroup'),
  'containers/Network/Vpc/Refused/IAMRole': {
    NetworkFlowLogGroup: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
  },
};
