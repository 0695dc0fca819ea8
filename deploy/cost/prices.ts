/** When these prices were looked up; AWS changes them without notice. */
export const priceDate = '2026-08-01';

/** Where they hold. */
export const region = 'us-east-1';

/** What one unit costs, in dollars, and on which page AWS publishes it. */
export interface Price {
  readonly unit: string;
  readonly dollars: number;
  readonly page: string;
}

const MILLION = 1_000_000;

function on(page: string) {
  return (unit: string, dollars: number, per = 1): Price => ({ unit, dollars: dollars / per, page });
}

const dynamodb = on('Amazon DynamoDB pricing, on-demand capacity');
const lambda = on('AWS Lambda pricing');
const gateway = on('Amazon API Gateway pricing, REST APIs');
const sqs = on('Amazon SQS pricing, standard queues');
const eventbridge = on('Amazon EventBridge pricing');
const cloudwatch = on('Amazon CloudWatch pricing');
const waf = on('AWS WAF pricing');
const cognito = on('Amazon Cognito pricing');
const fargate = on('AWS Fargate pricing, Linux/ARM');
const balancing = on('Elastic Load Balancing pricing, Application Load Balancer');
const vpc = on('Amazon VPC pricing');
const endpoints = on('AWS PrivateLink pricing, interface endpoints');
const kms = on('AWS Key Management Service pricing');

/**
 * List prices. Neither the free tiers of an account nor discounts for volume are taken off: an account has them once, and
 * how much of them is left for this stage is nothing that a template knows.
 */
export const prices = {
  writeUnit: dynamodb('write unit', 0.625, MILLION),
  readUnit: dynamodb('read unit', 0.125, MILLION),
  auditUnit: dynamodb('read unit of audits', 0.125, MILLION),
  tableStorage: dynamodb('GB-month', 0.25),
  recovery: dynamodb('GB-month of point-in-time recovery', 0.2),

  invocation: lambda('invocation', 0.2, MILLION),
  compute: lambda('GB-second, arm64', 0.0000133334),

  gatewayRequest: gateway('request', 3.5, MILLION),
  queueRequest: sqs('request', 0.4, MILLION),
  event: eventbridge('event', 1, MILLION),
  archived: eventbridge('GB archived', 0.1),
  archiveStorage: eventbridge('GB-month of archive', 0.023),

  logs: cloudwatch('GB of logs', 0.5),
  logStorage: cloudwatch('GB-month of logs', 0.03),
  metric: cloudwatch('metric-month', 0.3),
  alarm: cloudwatch('alarm metric-month', 0.1),
  compositeAlarm: cloudwatch('composite alarm-month', 0.5),
  dashboard: cloudwatch('dashboard-month', 3),
  insightsMetric: cloudwatch('container metric-month', 0.07),
  contributorRule: cloudwatch('contributor rule-month', 0.5),
  contributorEvent: cloudwatch('contributor event', 0.03, MILLION),
  trace: on('AWS X-Ray pricing')('trace recorded', 5, MILLION),

  firewall: waf('web ACL-month', 5),
  firewallRule: waf('rule-month', 1),
  firewallRequest: waf('request inspected', 0.6, MILLION),

  liteUser: cognito('monthly active user, Lite', 0.0055),
  essentialsUser: cognito('monthly active user, Essentials', 0.015),
  plusUser: cognito('monthly active user, Plus', 0.02),

  vcpu: fargate('vCPU-hour', 0.03238),
  taskMemory: fargate('GB-hour', 0.00356),
  imageStorage: on('Amazon ECR pricing')('GB-month of images', 0.1),
  balancer: balancing('balancer-hour', 0.0225),
  balancerCapacity: balancing('LCU-hour', 0.008),
  publicAddress: vpc('public IPv4 address-hour', 0.005),
  nat: vpc('NAT gateway-hour', 0.045),
  endpoint: endpoints('endpoint-hour in a zone', 0.01),
  transferOut: on('Amazon EC2 pricing, data transfer out to the internet')('GB sent out', 0.09),

  keyRequest: kms('key request', 0.03, 10_000),
  key: kms('key-month', 1),
} satisfies Readonly<Record<string, Price>>;

export type PriceName = keyof typeof prices;
