import { everything, chosen } from '../synthesised';
import { at, like, listAt, resources, resourcesIn, textAt } from '../resources';

const tables = (stack: RegExp) => resources(stack, 'AWS::DynamoDB::Table');

test('tables keep their logical ids in every stage: another id is another, empty table', () => {
  for (const stage of ['local', 'dev', 'staging', 'prod'])
    expect(tables(new RegExp(`-${stage}/`)).map(({ id, stack }) => [stack, id])).toEqual(
      ['Inventory', 'Orders', 'Sandbox'].map((id) => [`holdfast-${stage}/state`, id]),
    );
});

test('a table is paid by use, encrypted with a key that shows its uses, and restorable to any second', () => {
  for (const { is } of tables(/./))
    expect(is).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      SSESpecification: { SSEEnabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
});

test('keys are as the code asks for them, and no index holds what changes', () => {
  const keys = tables(/prod/).map(({ id, is }) => [
    id,
    listAt(is, 'KeySchema').map((key) => key['AttributeName']),
  ]);
  const indexes = tables(/prod/)
    .flatMap(({ is }) => [...listAt(is, 'GlobalSecondaryIndexes'), ...listAt(is, 'LocalSecondaryIndexes')])
    .map((index) => [index['IndexName'], at(index, 'Projection', 'ProjectionType')]);

  expect(Object.fromEntries(keys)).toEqual({
    Inventory: ['sku', 'entry'],
    Orders: ['customerId', 'orderId'],
    Sandbox: ['orderId', 'entry'],
  });
  expect(indexes).toEqual([
    ['catalogue', 'KEYS_ONLY'],
    ['newest', 'KEYS_ONLY'],
  ]);
});

test('only changes of orders are published, with both images', () => {
  const streams = tables(/prod/).map(({ id, is }) => [id, at(is, 'StreamSpecification', 'StreamViewType')]);

  expect(Object.fromEntries(streams)).toEqual({ Orders: 'NEW_AND_OLD_IMAGES' });
});

test('prod keeps and protects what people wrote', () => {
  const state = everything.stacks.find(({ hierarchicalId }) => hierarchicalId === 'holdfast-prod/state');
  const [users] = resources(/prod/, 'AWS::Cognito::UserPool');

  expect(state?.terminationProtection).toBe(true);
  expect(users).toMatchObject({ deletion: 'Retain', is: { DeletionProtection: 'ACTIVE' } });
  for (const table of tables(/prod/))
    expect(table).toMatchObject({ deletion: 'Retain', is: { DeletionProtectionEnabled: true } });
});

test.each(['local', 'dev', 'staging'])('%s goes without a trace', (stage) => {
  const kept = [
    ...tables(new RegExp(`-${stage}/`)),
    ...resources(new RegExp(`-${stage}/`), 'AWS::Cognito::UserPool'),
  ];

  expect(kept).toHaveLength(4);
  for (const each of kept) expect(each.deletion).toBe('Delete');
  expect(everything.stacks.filter(({ terminationProtection }) => terminationProtection)).toHaveLength(1);
});

test.each([
  ['local', 1],
  ['dev', 7],
  ['staging', 30],
  ['prod', 365],
])('logs of %s are kept for %i days, and for ever by nobody', (stage, days) => {
  const logs = resources(new RegExp(`-${stage}/`), 'AWS::Logs::LogGroup');

  expect(logs.length).toBeGreaterThan(5);
  for (const log of logs) expect(log.is['RetentionInDays']).toBe(days);
});

test('whatever writes logs writes them to a group of the stack, not to one that AWS would make and keep', () => {
  const groups = resources(/./, 'AWS::Logs::LogGroup').map(({ stack, id }) => `${stack} <${id}>`);

  for (const { stack, is } of resources(/./, 'AWS::Lambda::Function'))
    expect(groups).toContain(`${stack} ${textAt(is, 'LoggingConfig', 'LogGroup')}`);
  for (const { stack, is } of resources(/./, 'AWS::ECS::TaskDefinition'))
    expect(groups).toContain(
      `${stack} ${textAt(is, 'ContainerDefinitions', 0, 'LogConfiguration', 'Options', 'awslogs-group')}`,
    );
  for (const stack of ['dev', 'staging', 'prod'])
    expect(
      resources(new RegExp(`-${stack}/serverless`), 'AWS::Logs::LogGroup').map(
        ({ is }) => is['LogGroupName'],
      ),
    ).toContainEqual(like(/^API-Gateway-Execution-Logs_<ShopApi\w+>\/live$/));
});

test('queues are encrypted, and speak TLS alone but to a local endpoint', () => {
  const queues = resources(/./, 'AWS::SQS::Queue');
  const open = resources(/./, 'AWS::SQS::QueuePolicy').flatMap(({ stack, is }) =>
    listAt(is, 'PolicyDocument', 'Statement').map((statement) => {
      expect(statement).toMatchObject({
        Effect: 'Deny',
        Action: 'sqs:*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      });
      return `${stack} ${textAt(is, 'Queues', 0)}`;
    }),
  );

  for (const { is } of queues) expect(is['SqsManagedSseEnabled']).toBe(true);
  expect(open.sort()).toEqual(
    queues
      .filter(({ stack }) => !stack.startsWith('holdfast-local/'))
      .map(({ stack, id }) => `${stack} <${id}>`)
      .sort(),
  );
});

test('busy keys are counted in prod, and a table that expects a crowd is warm before it', () => {
  const warm = resourcesIn(chosen)(/state/, 'AWS::DynamoDB::Table');

  for (const { is } of tables(/prod/))
    expect(is['ContributorInsightsSpecification']).toEqual({ Enabled: true });
  for (const { is } of tables(/dev/))
    expect(is['ContributorInsightsSpecification']).toEqual({ Enabled: false });
  for (const { is } of warm) expect(is['WarmThroughput']).toEqual({ WriteUnitsPerSecond: 20_000 });
});

test('without sandboxes there is no ledger, and nobody is told of one', () => {
  const others = resourcesIn(chosen);
  const told = others(/./, 'AWS::Lambda::Function').filter(
    ({ is }) => at(is, 'Environment', 'Variables', 'SANDBOX_TABLE') !== undefined,
  );

  expect(others(/./, 'AWS::DynamoDB::Table').map(({ id }) => id)).toEqual(['Inventory', 'Orders']);
  expect(told.map(({ path }) => path)).toEqual([]);
});
