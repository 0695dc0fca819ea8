import { levels, measures } from '../../../lambda/observe/measures';
import type { Assembly } from '../../../lib/guards/assembly';
import { alarmsOf, containersAlone, metricsOf, prod, widgetsOf, type Seen } from '../watched';

/** Which resource a dimension must lead to. */
const kinds: Readonly<Record<string, RegExp>> = {
  FunctionName: /^AWS::Lambda::(?:Function|Alias)$/,
  Resource: /^AWS::Lambda::(?:Function|Alias)$/,
  QueueName: /^AWS::SQS::Queue$/,
  TableName: /^AWS::DynamoDB::Table$/,
  LoadBalancer: /^AWS::ElasticLoadBalancingV2::(?:LoadBalancer|Listener)$/,
  TargetGroup: /^AWS::ElasticLoadBalancingV2::TargetGroup$/,
  ClusterName: /^AWS::ECS::Cluster$/,
  ServiceName: /^AWS::ECS::Service$/,
  Stage: /^AWS::ApiGateway::Stage$/,
};

/** Names that are texts, and what they may be. */
const texts: Readonly<Record<string, (assembly: Assembly, text: string, seen: Seen) => boolean>> = {
  service: (_, text, { name }) => text === 'prod' && (name in measures || name in levels),
  ApiName: (assembly, text) =>
    assembly.ofType('AWS::ApiGateway::RestApi').some(({ properties }) => properties['Name'] === text),
  Stage: (assembly, text) =>
    assembly.ofType('AWS::ApiGateway::Stage').some(({ properties }) => properties['StageName'] === text),
  Operation: (_, text) => /^(?:GetItem|UpdateItem|TransactWriteItems|Query)$/.test(text),
};

function strayOf(assembly: Assembly, seen: Seen): readonly string[] {
  return Object.entries(seen.dimensions)
    .filter(([dimension, target]) =>
      typeof target === 'string'
        ? !texts[dimension]?.(assembly, target, seen)
        : !kinds[dimension]?.test(target?.type ?? ''),
    )
    .map(
      ([dimension, target]) => `${seen.namespace} ${seen.name}: ${dimension} is ${JSON.stringify(target)}`,
    );
}

const assemblies = [prod, containersAlone];
const alarms = alarmsOf(assemblies);
const boards = assemblies.map((assembly) => {
  const [dashboard] = assembly.ofType('AWS::CloudWatch::Dashboard');
  return widgetsOf(assembly, dashboard!);
});

test('every alarm and every widget looks at something that exists', () => {
  const seen = [
    ...alarms.flatMap(({ assembly, alarm }) =>
      metricsOf(assembly, alarm).map((metric) => ({ assembly, metric })),
    ),
    ...boards.flatMap(({ metrics }, at) => metrics.map((metric) => ({ assembly: assemblies[at]!, metric }))),
  ];

  expect(seen.length).toBeGreaterThan(150);
  expect(seen.flatMap(({ assembly, metric }) => strayOf(assembly, metric))).toEqual([]);
});

test('the dashboard begins with business, and shows everything that the app counts', () => {
  const [board] = boards;
  const shown = board!.metrics.filter(({ namespace }) => namespace === 'Holdfast').map(({ name }) => name);
  const rows = board!.widgets.map(({ properties }) => properties.title ?? properties.markdown ?? '');

  expect(rows[0]).toContain('business');
  expect(rows.slice(1, 5)).toEqual([
    'Orders',
    'Shipped and refunded',
    'No answer',
    'What the last audit found',
  ]);
  expect(shown.sort()).toEqual([...Object.keys(measures), ...Object.keys(levels)].sort());
});

test('every function, queue, dead-letter queue and table with stock or orders is on the dashboard', () => {
  const shown = new Set(
    boards.flatMap(({ metrics }) => metrics.flatMap(({ dimensions }) => Object.values(dimensions))),
  );
  const ids = [...shown].flatMap((target) => (typeof target === 'object' ? [target.id] : []));
  const owned = prod
    .ofType('AWS::Lambda::Function', 'AWS::SQS::Queue', 'AWS::DynamoDB::Table')
    .map(({ id }) => id)
    .filter((id) => id !== 'Sandbox');

  expect(owned.length).toBeGreaterThan(10);
  expect(owned.filter((id) => !ids.includes(id))).toEqual([]);
});

test('the dashboard tells the state of every alarm', () => {
  const status = boards[0]!.widgets.find(({ type }) => type === 'alarm');
  const own = alarms.filter(
    ({ assembly, alarm }) => assembly === prod && alarm.stack.endsWith('/operations'),
  );

  expect(status?.properties.alarms).toHaveLength(own.length);
});
