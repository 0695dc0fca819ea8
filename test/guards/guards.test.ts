import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { guards, HoldfastGuards } from '../../lib/guards/holdfast-guards';
import { arn, found, may, queue, redriven, runs, table, type Json } from './templates';

test('a small shop that keeps the rules is left alone', () => {
  const shop = {
    ...may('lambda/entry/shipping.lambda.ts', { Action: 'dynamodb:UpdateItem', Resource: arn('Inventory') }),
    Dead: queue(),
    Work: redriven({ VisibilityTimeout: 360 }),
    Feed: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { EventSourceArn: arn('Work'), FunctionName: { Ref: 'Worker' } },
    },
  };

  expect(found({ messaging: shop })).toEqual([]);
});

test('a queue without redrive is found, unless others redrive to it', () => {
  expect(found({ messaging: { Work: queue() } })).toEqual(['redrive: Work']);
});

test.each([
  ['shorter than six times the timeout', { VisibilityTimeout: 359 }],
  ['left to SQS, which hides for 30 s', {}],
])('visibility %s is found, also behind an alias', (_, properties) => {
  const stack = {
    Dead: queue(),
    Work: redriven(properties),
    Worker: runs('lambda/entry/shipping.lambda.ts'),
    Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Worker' } } },
    Feed: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { EventSourceArn: arn('Work'), FunctionName: { Ref: 'Live' } },
    },
  };

  expect(found({ messaging: stack })).toEqual(['visibility: Work']);
});

test('a function that may run longer than the gateway waits is found', () => {
  const stack = {
    Slow: runs('lambda/entry/order.lambda.ts', { Timeout: 30 }),
    Method: {
      Type: 'AWS::ApiGateway::Method',
      Properties: {
        Integration: { Uri: { 'Fn::Join': ['', ['arn:…/functions/', arn('Slow'), '/invocations']] } },
      },
    },
  };

  expect(found({ serverless: stack })).toEqual(['gateway-timeouts: Slow']);
});

test('a timer on TTL is found, also in a global table', () => {
  const ttl = { TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true } };
  const global = {
    Type: 'AWS::DynamoDB::GlobalTable',
    Properties: {
      ...ttl,
      Replicas: [{ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }],
    },
  };

  expect(found({ state: { Orders: table(ttl), Global: global } })).toEqual([
    'no-ttl-timers: Orders',
    'no-ttl-timers: Global',
  ]);
});

test('a table that cannot be restored is found, also one replica of many', () => {
  const off = { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false } };
  const on = { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } };
  const global = { Type: 'AWS::DynamoDB::GlobalTable', Properties: { Replicas: [on, off] } };

  expect(found({ state: { Orders: table(off), Global: global } })).toEqual([
    'point-in-time-recovery: Orders',
    'point-in-time-recovery: Global',
  ]);
});

describe('outside the container stack nothing costs by the hour', () => {
  test.each<[string, Json]>([
    ['a NAT gateway', { Type: 'AWS::EC2::NatGateway' }],
    ['an interface endpoint', { Type: 'AWS::EC2::VPCEndpoint' }],
    ['a load balancer', { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer' }],
    ['a service of containers', { Type: 'AWS::ECS::Service' }],
    ['a database', { Type: 'AWS::RDS::DBInstance' }],
    ['a cache', { Type: 'AWS::ElastiCache::ServerlessCache' }],
    ['a key', { Type: 'AWS::KMS::Key' }],
    [
      'a function kept warm',
      { Type: 'AWS::Lambda::Alias', Properties: { ProvisionedConcurrencyConfig: {} } },
    ],
    ['a cache of the gateway', { Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled: true } }],
    ['a table with capacity set aside', table({ BillingMode: 'PROVISIONED' })],
  ])('%s is found', (_, resource) => {
    expect(found({ serverless: { It: resource } })).toEqual(['nothing-always-on: It']);
    expect(found({ containers: { It: resource } })).toEqual([]);
  });
});

test('what is found fails the build, and says where, what was wanted and what came', () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-guards-'));
  const templatePath = join(folder, 'it.template.json');
  writeFileSync(templatePath, JSON.stringify({ Resources: { Work: queue() } }));

  const report = new HoldfastGuards().validate({
    templatePaths: [templatePath],
    stackTemplates: [{ templatePath, stackConstructPath: 'holdfast-dev/messaging' }],
  } as never);
  rmSync(folder, { recursive: true });

  expect(report.success).toBe(false);
  expect(report.violations).toMatchObject([
    {
      ruleName: 'redrive',
      severity: 'error',
      description: 'queue must have a redrive policy, got none',
      violatingResources: [{ resourceLogicalId: 'Work', templatePath }],
    },
  ]);
});

test('these are the rules: each is broken by a template of this folder', () => {
  const broken = [
    'stock-writers',
    'redrive',
    'visibility',
    'gateway-timeouts',
    'no-ttl-timers',
    'point-in-time-recovery',
    'nothing-always-on',
  ];

  expect(guards.map(({ id }) => id)).toEqual(broken);
});
