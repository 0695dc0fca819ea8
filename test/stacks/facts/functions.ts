import { chosen } from '../synthesised';
import { at, like, listAt, resources, resourcesIn, textAt, type Resource } from '../resources';

const functions = resources(/./, 'AWS::Lambda::Function');
const inStage = (stage: string) => functions.filter(({ stack }) => stack.startsWith(`holdfast-${stage}/`));
const entryOf = ({ metadata }: Resource) =>
  String(metadata['holdfast:entry']).replace(/^lambda\/entry\/|\.lambda\.ts$/g, '');

test('each entry file that a stage needs is one function of it, on Node 24 and arm64', () => {
  expect(inStage('prod').map(entryOf).sort()).toEqual([
    'auditor',
    'deadline',
    'dispatcher',
    'inventory',
    'order',
    'publisher',
    'shipping',
  ]);
  for (const { is } of functions)
    expect(is).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], Handler: 'index.handler' });
});

test('no two functions share a role', () => {
  const roles = functions.map(({ stack, is }) => `${stack} ${textAt(is, 'Role')}`);

  expect(new Set(roles).size).toBe(roles.length);
});

test('a stack trace points to the source', () => {
  for (const { is } of functions)
    expect(at(is, 'Environment', 'Variables', 'NODE_OPTIONS')).toContain('--enable-source-maps');
});

test('an environment holds references, numbers and names, and no secret', () => {
  const environments = [
    ...functions.map(({ is }) =>
      Object.entries(at(is, 'Environment', 'Variables') as Record<string, string>),
    ),
    ...resources(/./, 'AWS::ECS::TaskDefinition').map(({ is }) =>
      listAt(is, 'ContainerDefinitions', 0, 'Environment').map(
        ({ Name, Value }) => [String(Name), String(Value)] as const,
      ),
    ),
  ];

  for (const [name, value] of environments.flat()) {
    const literal = value.replace(/<[\w.:]+>/g, '');
    expect([name, literal]).toEqual([name, like(/^(?:\d[\d.]*|[a-z-]*|https:\/\/[\w./-]*)$/)]);
  }
});

test('what is due is done by whoever does it in every stage, and held where the stage says why', () => {
  const told = (all: readonly Resource[]) =>
    Object.fromEntries(
      all.flatMap((each) => {
        const deadlines = at(each.is, 'Environment', 'Variables', 'DEADLINES');
        return deadlines === undefined ? [] : [[entryOf(each), deadlines]];
      }),
    );
  const [worker] = resources(/staging\/containers/, 'AWS::ECS::TaskDefinition').filter(({ path }) =>
    path.includes('Worker'),
  );

  for (const stage of ['local', 'dev', 'prod'])
    expect(told(inStage(stage))).toEqual({ auditor: 'run', deadline: 'run' });
  expect(told(inStage('staging'))).toEqual({ auditor: 'run' });
  expect(listAt(worker?.is, 'ContainerDefinitions', 0, 'Environment')).toContainEqual({
    Name: 'DEADLINES',
    Value: 'run',
  });
  expect(told(resourcesIn(chosen)(/./, 'AWS::Lambda::Function'))).toEqual({
    auditor: 'held',
    deadline: 'held',
  });
});

test('traces are taken in every stage that keeps them', () => {
  const modes = (stage: string) => new Set(inStage(stage).map(({ is }) => at(is, 'TracingConfig', 'Mode')));

  for (const stage of ['dev', 'staging', 'prod']) expect([...modes(stage)]).toEqual(['Active']);
  expect([...modes('local')]).toEqual([undefined]);
});

test('nothing runs without bound: throttles, batches, shards or a reservation say how often at once', () => {
  const bounded = resources(/./, 'AWS::Lambda::EventSourceMapping').map(({ stack, is }) => {
    expect(at(is, 'ScalingConfig', 'MaximumConcurrency') ?? is['ParallelizationFactor']).toBeGreaterThan(1);
    return stack;
  });
  const reserved = inStage('prod').map(
    (each) => [entryOf(each), each.is['ReservedConcurrentExecutions']] as const,
  );

  expect(bounded).toHaveLength(4 * 2 + 3 * 2); // two readers of the stream in each stage, workers in three
  expect(Object.fromEntries(reserved)).toMatchObject({ order: 200, inventory: 100, auditor: 1 });
});

describe.each(['staging', 'prod'])('in %s', (stage) => {
  const all = resources(new RegExp(`^holdfast-${stage}/`));
  const ofType = (type: string) => all.filter((each) => each.type === type);
  const aliases = ofType('AWS::Lambda::Alias');

  test('every function has a version that is live, and new code gets a tenth of the calls first', () => {
    expect(aliases).toHaveLength(inStage(stage).length);
    for (const alias of aliases) expect(alias.is['Name']).toBe('live');
    for (const { is } of ofType('AWS::CodeDeploy::DeploymentGroup'))
      expect(is['DeploymentConfigName']).toBe('CodeDeployDefault.LambdaCanary10Percent5Minutes');
  });

  test('new code is taken back when its alarm goes off', () => {
    const groups = ofType('AWS::CodeDeploy::DeploymentGroup');

    expect(groups).toHaveLength(aliases.length);
    for (const { is, path } of groups) {
      const alarms = listAt(is, 'AlarmConfiguration', 'Alarms').map(({ Name }) => String(Name));
      expect(at(is, 'AutoRollbackConfiguration', 'Enabled')).toBe(true);
      expect(at(is, 'AutoRollbackConfiguration', 'Events')).toContain('DEPLOYMENT_STOP_ON_ALARM');
      expect(alarms).toContainEqual(like(/RolloutFailing/));
      expect(alarms.some((alarm) => alarm.includes('ApiFailing'))).toBe(
        /^serverless\/(Order|Inventory)\//.test(path),
      );
    }
  });

  test('whoever calls a function calls what is live, never code that has not been rolled out', () => {
    const called = [
      ...ofType('AWS::Lambda::EventSourceMapping').map(({ is }) => is['FunctionName']),
      ...ofType('AWS::Events::Rule').flatMap(({ is }) => listAt(is, 'Targets').map(({ Arn }) => Arn)),
      ...ofType('AWS::ApiGateway::Method')
        .map(({ is }) => at(is, 'Integration', 'Uri'))
        .filter(Boolean),
      ...ofType('AWS::Lambda::Permission').map(({ is }) => is['FunctionName']),
    ];

    expect(called.length).toBeGreaterThan(10);
    for (const name of called) expect(name).toContain('RolloutAlias');
  });
});

test('in dev new code is live at once', () => {
  expect(resources(/dev/, 'AWS::Lambda::Alias', 'AWS::CodeDeploy::DeploymentGroup')).toEqual([]);
});

test('with another issuer a function that knows its keys keeps strangers off, and may do nothing but write its log', () => {
  const others = resourcesIn(chosen);
  const [authorizer] = others(/serverless/, 'AWS::ApiGateway::Authorizer');
  const [role] = others(/serverless/, 'AWS::IAM::Policy').filter(({ path }) => path.includes('Authorizer'));
  const signedIn = others(/serverless/, 'AWS::ApiGateway::Method').filter(
    ({ is }) => is['AuthorizationType'] !== 'NONE',
  );

  expect(others(/./, 'AWS::Cognito::UserPool')).toEqual([]);
  expect(authorizer?.is).toMatchObject({ Type: 'TOKEN', AuthorizerResultTtlInSeconds: 300 });
  expect(listAt(role?.is, 'PolicyDocument', 'Statement').map(({ Action }) => at(Action, 0))).toEqual([
    'logs:CreateLogStream',
    'xray:PutTelemetryRecords',
  ]);
  expect(signedIn).toHaveLength(7);
  for (const { is } of signedIn) expect(is['AuthorizationType']).toBe('CUSTOM');
});
