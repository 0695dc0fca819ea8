import { at, like, listAt, resources, resourcesIn, textAt } from '../resources';
import { chosen } from '../synthesised';

/** All stages that have containers; the one whose containers take from the queues; and the one with a certificate. */
const everywhere = /\/containers$/;
const working = /^holdfast-staging\/containers/;
const prod = /^holdfast-prod\/containers/;

const of = (stack: RegExp, type: string) => resources(stack, type).map(({ is }) => is);
const containers = of(everywhere, 'AWS::ECS::TaskDefinition').map((task) =>
  at(task, 'ContainerDefinitions', 0),
);
const settingOf = (container: unknown, name: string) =>
  listAt(container, 'Environment').find(({ Name }) => Name === name)?.['Value'];

test('a container runs as nobody special, writes to no disk and has no capability', () => {
  expect(containers).toHaveLength(4); // the API of three stages, and a worker
  for (const container of containers)
    expect(container).toMatchObject({
      User: '1000',
      ReadonlyRootFilesystem: true,
      LinuxParameters: { Capabilities: { Drop: ['ALL'] } },
    });
});

test('tasks run on arm64 without public addresses, and a version that does not get well is taken back', () => {
  const services = of(everywhere, 'AWS::ECS::Service');

  expect(services).toHaveLength(4);
  for (const task of of(everywhere, 'AWS::ECS::TaskDefinition'))
    expect(task).toMatchObject({ RuntimePlatform: { CpuArchitecture: 'ARM64' } });
  for (const service of services)
    expect(service).toMatchObject({
      NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: 'DISABLED' } },
      DeploymentConfiguration: {
        DeploymentCircuitBreaker: { Enable: true, Rollback: true },
        MinimumHealthyPercent: 100,
      },
    });
});

test('a canary stage takes a version back that answers with server errors', () => {
  const [api] = of(prod, 'AWS::ECS::Service');

  expect(at(api, 'DeploymentConfiguration', 'Alarms')).toMatchObject({
    AlarmNames: [like(/^<EntranceFailing\w+>$/)],
    Enable: true,
    Rollback: true,
  });
});

test('the balancer and the tasks stand in tiers of their own, two zones each, and nothing gets an address by itself', () => {
  const [balancer] = of(prod, 'AWS::ElasticLoadBalancingV2::LoadBalancer');
  const [service] = of(prod, 'AWS::ECS::Service');
  const outer = at(balancer, 'Subnets') as readonly string[];
  const inner = at(service, 'NetworkConfiguration', 'AwsvpcConfiguration', 'Subnets') as readonly string[];

  expect([outer.length, inner.length, new Set([...outer, ...inner]).size]).toEqual([2, 2, 4]);
  for (const subnet of of(prod, 'AWS::EC2::Subnet')) expect(subnet['MapPublicIpOnLaunch']).toBe(false);
});

test('a server stops within its time: the balancer lets go first, then the longest request ends', () => {
  const api = containers.find((container) => textAt(container, 'Command', 0) === 'api.server.mjs');
  const [targets] = of(prod, 'AWS::ElasticLoadBalancingV2::TargetGroup');
  const delay = listAt(targets, 'TargetGroupAttributes').find(
    ({ Key }) => Key === 'deregistration_delay.timeout_seconds',
  )?.['Value'];

  expect(settingOf(api, 'DEREGISTRATION_SECONDS')).toBe(delay);
  expect(Number(delay) + 29).toBeLessThan(Number(at(api, 'StopTimeout')));
});

test('a worker stops within its time: its last receive comes back, and that batch is worked off', () => {
  const worker = containers.find((container) => textAt(container, 'Command', 0) === 'worker.server.mjs');

  expect(Number(settingOf(worker, 'POLL_SECONDS')) + 60).toBeLessThan(Number(at(worker, 'StopTimeout')));
});

test('nobody reaches a task but the balancer, on the one port that it serves', () => {
  const ingress = of(everywhere, 'AWS::EC2::SecurityGroupIngress');

  expect(ingress.map(({ FromPort, ToPort }) => [FromPort, ToPort])).toEqual(Array(3).fill([8080, 8080]));
  for (const rule of ingress)
    expect(rule['SourceSecurityGroupId']).toEqual(like(/^<EntranceGroup\w+\.GroupId>$/));
});

test('the balancer and ECS both ask for health', () => {
  const [targets] = of(prod, 'AWS::ElasticLoadBalancingV2::TargetGroup');

  expect(targets).toMatchObject({ HealthCheckPath: '/health', Matcher: { HttpCode: '200' } });
  for (const container of containers)
    expect(textAt(container, 'HealthCheck', 'Command', 3)).toContain('/health');
});

test.each([
  [
    'with a certificate every request is served over TLS, and port 80 only redirects',
    prod,
    ['443 HTTPS forward', '80 HTTP redirect'],
  ],
  ['without one there is plain HTTP, for which the stage gave its reason', working, ['80 HTTP forward']],
])('%s', (_, stack, expected) => {
  const listeners = of(stack, 'AWS::ElasticLoadBalancingV2::Listener').map(
    (listener) =>
      `${textAt(listener, 'Port')} ${textAt(listener, 'Protocol')} ${textAt(listener, 'DefaultActions', 0, 'Type')}`,
  );

  expect(listeners).toEqual(expected);
});

test('tasks reach AWS by endpoints where the stage says so: there is no NAT gateway', () => {
  const services = of(prod, 'AWS::EC2::VPCEndpoint').map((endpoint) => textAt(endpoint, 'ServiceName'));

  expect(of(everywhere, 'AWS::EC2::NatGateway')).toEqual([]);
  for (const service of ['dynamodb', 's3', 'sqs', 'ecr.api', 'ecr.dkr', 'logs', 'cognito-idp'])
    expect(services.filter((name) => name.endsWith(`.${service}`))).toHaveLength(1);
});

test('a stage whose issuer is outside AWS has a NAT gateway in each zone, and no endpoint by the hour', () => {
  const others = resourcesIn(chosen);
  const endpoints = others(everywhere, 'AWS::EC2::VPCEndpoint').map(({ is }) => is['VpcEndpointType']);

  expect(others(everywhere, 'AWS::EC2::NatGateway')).toHaveLength(2);
  expect(endpoints).toEqual(['Gateway', 'Gateway']);
});

test('the API grows with its requests, the workers with what waits for them and how long', () => {
  const policies = JSON.stringify(of(prod, 'AWS::ApplicationAutoScaling::ScalingPolicy'));
  const alarms = JSON.stringify(of(working, 'AWS::CloudWatch::Alarm'));

  expect(policies).toContain('ALBRequestCountPerTarget');
  expect(alarms).toContain('ApproximateNumberOfMessagesVisible');
  expect(alarms).toContain('ApproximateAgeOfOldestMessage');
});

test('tasks are looked into', () => {
  for (const cluster of of(everywhere, 'AWS::ECS::Cluster'))
    expect(cluster['ClusterSettings']).toEqual([{ Name: 'containerInsights', Value: 'enhanced' }]);
});
