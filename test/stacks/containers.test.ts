import { stages } from '../../lib/config';
import { mistakesIn } from '../../lib/stage-rules';
import { allowed, containersTemplates, type Resource } from './containers-template';

const templates = containersTemplates();
const prod = templates.get('holdfast-prod/containers')!;
const dev = templates.get('holdfast-dev/containers')!;

const all = (type: string, resources = prod): readonly Resource[] =>
  Object.values(resources).filter(({ Type }) => Type === type);
const properties = (type: string, resources = prod) =>
  all(type, resources).map(({ Properties }) => Properties);
const containers = properties('AWS::ECS::TaskDefinition').map(
  ({ ContainerDefinitions }) => (ContainerDefinitions as readonly Readonly<Record<string, never>>[])[0]!,
);

test('the API may do what the order and inventory functions do, and nothing else', () => {
  expect(allowed(prod, /ApiRole/)).toEqual([
    'dynamodb:BatchGetItem on Inventory',
    'dynamodb:BatchGetItem on Orders',
    'dynamodb:GetItem on Inventory',
    'dynamodb:GetItem on Orders',
    'dynamodb:GetItem on Sandbox',
    'dynamodb:PutItem on Inventory',
    'dynamodb:PutItem on Orders',
    'dynamodb:PutItem on Sandbox',
    'dynamodb:Query on Inventory/index/catalogue',
    'dynamodb:Query on Orders/index/newest',
    'dynamodb:UpdateItem on Inventory',
    'dynamodb:UpdateItem on Orders',
    'dynamodb:UpdateItem on Sandbox',
  ]);
});

test('the worker gives stock back and settles orders, and takes messages of its two queues', () => {
  const queue = (name: string) =>
    ['ChangeMessageVisibility', 'DeleteMessage', 'GetQueueAttributes', 'ReceiveMessage', 'SendMessage'].map(
      (action) => `sqs:${action} on ${name}`,
    );

  expect(allowed(prod, /WorkerRole/)).toEqual(
    [
      'dynamodb:GetItem on Orders',
      'dynamodb:GetItem on Sandbox',
      'dynamodb:PutItem on Sandbox',
      'dynamodb:UpdateItem on Inventory',
      'dynamodb:UpdateItem on Orders',
      'dynamodb:UpdateItem on Sandbox',
      ...queue('Deadline'),
      ...queue('Shipping'),
    ].sort(),
  );
});

test('a container runs as nobody special, writes to no disk and has no capability', () => {
  expect(containers).toHaveLength(2);
  for (const container of containers) {
    expect(container).toMatchObject({
      User: '1000',
      ReadonlyRootFilesystem: true,
      LinuxParameters: { Capabilities: { Drop: ['ALL'] } },
    });
  }
});

test('tasks run on arm64 without public addresses, and a version that does not get well is taken back', () => {
  for (const task of properties('AWS::ECS::TaskDefinition'))
    expect(task).toMatchObject({ RuntimePlatform: { CpuArchitecture: 'ARM64' } });
  for (const service of properties('AWS::ECS::Service'))
    expect(service).toMatchObject({
      NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: 'DISABLED' } },
      DeploymentConfiguration: {
        DeploymentCircuitBreaker: { Enable: true, Rollback: true },
        MinimumHealthyPercent: 100,
      },
    });
  expect(properties('AWS::EC2::Subnet').map(({ MapPublicIpOnLaunch }) => MapPublicIpOnLaunch)).toEqual(
    Array(4).fill(false),
  );
});

test('a server stops within its time: the balancer lets go first, then the longest request ends', () => {
  const [api] = containers;
  const [targets] = properties('AWS::ElasticLoadBalancingV2::TargetGroup');
  const delay = (targets?.['TargetGroupAttributes'] as readonly { Key: string; Value: string }[]).find(
    ({ Key }) => Key === 'deregistration_delay.timeout_seconds',
  );
  const environment = api?.['Environment'] as unknown as readonly { Name: string; Value: string }[];
  const told = environment.find(({ Name }) => Name === 'DEREGISTRATION_SECONDS');

  expect(told?.Value).toBe(delay?.Value);
  expect(Number(delay?.Value) + 29).toBeLessThan(Number(api?.['StopTimeout']));
});

test('nobody reaches a task but the balancer, on the one port that it serves', () => {
  const ingress = properties('AWS::EC2::SecurityGroupIngress');

  expect(ingress.map(({ FromPort, ToPort }) => [FromPort, ToPort])).toEqual([[8080, 8080]]);
  expect(JSON.stringify(ingress[0]?.['SourceSecurityGroupId'])).toContain('EntranceGroup');
});

test('with a certificate every request is served over TLS, and port 80 only redirects', () => {
  const listeners = properties('AWS::ElasticLoadBalancingV2::Listener').map(
    ({ Port, Protocol, DefaultActions }) => [
      Port,
      Protocol,
      (DefaultActions as readonly { Type: string }[])[0]?.Type,
    ],
  );

  expect(listeners).toEqual([
    [443, 'HTTPS', 'forward'],
    [80, 'HTTP', 'redirect'],
  ]);
});

test('tasks reach AWS by endpoints: there is no NAT gateway', () => {
  const services = properties('AWS::EC2::VPCEndpoint').map(({ ServiceName }) => JSON.stringify(ServiceName));

  expect(all('AWS::EC2::NatGateway')).toEqual([]);
  for (const service of ['dynamodb', 's3', 'sqs', 'ecr.api', 'ecr.dkr', 'logs', 'cognito-idp'])
    expect(services.filter((name) => name.includes(`.${service}"`))).toHaveLength(1);
});

test('the API grows with its requests, the workers with what waits for them', () => {
  const policies = JSON.stringify(properties('AWS::ApplicationAutoScaling::ScalingPolicy'));
  const alarms = JSON.stringify(properties('AWS::CloudWatch::Alarm'));

  expect(policies).toContain('ALBRequestCountPerTarget');
  expect(alarms).toContain('ApproximateNumberOfMessagesVisible');
  expect(alarms).toContain('ApproximateAgeOfOldestMessage');
});

test('logs are kept as long as the stage says, and for ever by nobody', () => {
  const kept = (resources: Readonly<Record<string, Resource>>) =>
    properties('AWS::Logs::LogGroup', resources).map(({ RetentionInDays }) => RetentionInDays);

  expect(new Set(kept(prod))).toEqual(new Set([365]));
  expect(new Set(kept(dev))).toEqual(new Set([7]));
});

test.each([
  ['plain HTTP in prod', { entrance: { kind: 'plain', reason: 'why not' } }, 'prod must not be reached over'],
  [
    'one API task in prod',
    { api: { ...stages.prod.containers.api, least: 1 } },
    'api.least must be 2 or more',
  ],
  [
    'a size that is not for sale',
    { workers: { cpu: 256, memoryMiB: 4_096, least: 2, most: 4 } },
    'must be a size',
  ],
  [
    'fewer at most than at least',
    { workers: { ...stages.prod.containers.workers, most: 1 } },
    'most must be 2',
  ],
] as const)('%s is refused with what to change', (_, change, said) => {
  const containersOf = { ...stages.prod.containers, ...change };

  expect(mistakesIn({ ...stages.prod, containers: containersOf })).toEqual([expect.stringContaining(said)]);
});

test('an issuer outside AWS needs a way out of the network', () => {
  const identity = {
    kind: 'issuer',
    issuer: 'https://id.example',
    clientId: 'shop',
    jwksUri: 'https://id.example/keys',
  } as const;

  expect(mistakesIn({ ...stages.dev, identity })).toEqual([expect.stringContaining("set it to 'nat'")]);
});
