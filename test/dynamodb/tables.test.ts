import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  ListTablesCommand,
  QueryCommand,
  TagResourceCommand,
  ListTagsOfResourceCommand,
  DescribeTimeToLiveCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { type Endpoint, errorOf, number, openEndpoint, raw, shop as definition, text } from './endpoint';

let shop: Endpoint;
beforeEach(async () => (shop = await openEndpoint()));
afterEach(() => shop.close());

const TableName = 'Shop';
const described = async (name = TableName) =>
  (await shop.client.send(new DescribeTableCommand({ TableName: name }))).Table;

test('what a template sets on a table is described, not dropped', async () => {
  await shop.client.send(
    new CreateTableCommand({
      ...definition,
      TableName: 'Guarded',
      DeletionProtectionEnabled: true,
      SSESpecification: { Enabled: true, SSEType: 'KMS' },
      TableClass: 'STANDARD_INFREQUENT_ACCESS',
      OnDemandThroughput: { MaxWriteRequestUnits: 10 },
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
      Tags: [{ Key: 'stage', Value: 'dev' }],
    }),
  );

  const table = await described('Guarded');
  const { Tags } = await shop.client.send(new ListTagsOfResourceCommand({ ResourceArn: table?.TableArn }));

  expect(table).toMatchObject({
    TableStatus: 'ACTIVE',
    DeletionProtectionEnabled: true,
    BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
    SSEDescription: { Status: 'ENABLED', SSEType: 'KMS' },
    TableClassSummary: { TableClass: 'STANDARD_INFREQUENT_ACCESS' },
    OnDemandThroughput: { MaxWriteRequestUnits: 10 },
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    LatestStreamArn: expect.stringContaining(':table/Guarded/stream/') as unknown,
  });
  expect(Tags).toEqual([{ Key: 'stage', Value: 'dev' }]);
});

test('a protected table is not deleted until its protection is taken away', async () => {
  await shop.client.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: true }));

  const refused = await errorOf(shop.client.send(new DeleteTableCommand({ TableName })));
  await shop.client.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: false }));
  await shop.client.send(new DeleteTableCommand({ TableName }));

  expect(refused.message).toContain('protected against deletion');
  expect((await errorOf(described())).name).toBe('ResourceNotFoundException');
});

test('tables are listed in the order of their names, in pages', async () => {
  for (const name of ['Zeta', 'Alpha']) {
    await shop.client.send(new CreateTableCommand({ ...definition, TableName: name }));
  }

  const first = await shop.client.send(new ListTablesCommand({ Limit: 2 }));
  const second = await shop.client.send(
    new ListTablesCommand({ ExclusiveStartTableName: first.LastEvaluatedTableName }),
  );

  expect([first.TableNames, second.TableNames]).toEqual([['Alpha', 'Shop'], ['Zeta']]);
  expect(second.LastEvaluatedTableName).toBeUndefined();
});

test('the items of a deleted table do not come back with a table of the same name', async () => {
  await shop.put({ pk: text('old') });

  await shop.client.send(new DeleteTableCommand({ TableName }));
  await shop.client.send(new CreateTableCommand(definition));

  expect(await shop.get('old')).toBeUndefined();
  expect((await described())?.ItemCount).toBe(0);
});

test('an index that comes later has the items that were there, but for those that do not fit it', async () => {
  await shop.put({ pk: text('a'), kind: text('book') });
  await shop.put({ pk: text('b'), kind: number(1) });
  await shop.put({ pk: text('c') });

  await shop.client.send(
    new UpdateTableCommand({
      TableName,
      AttributeDefinitions: [{ AttributeName: 'kind', AttributeType: 'S' }],
      GlobalSecondaryIndexUpdates: [
        {
          Create: {
            IndexName: 'byKind',
            KeySchema: [{ AttributeName: 'kind', KeyType: 'HASH' }],
            Projection: { ProjectionType: 'ALL' },
          },
        },
      ],
    }),
  );
  const { Items } = await shop.client.send(
    new QueryCommand({
      TableName,
      IndexName: 'byKind',
      KeyConditionExpression: 'kind = :kind',
      ExpressionAttributeValues: { ':kind': text('book') },
    }),
  );

  expect(Items).toEqual([{ pk: text('a'), kind: text('book') }]);
  expect((await described())?.GlobalSecondaryIndexes?.[0]).toMatchObject({
    IndexStatus: 'ACTIVE',
    ItemCount: 1,
  });
});

test('expiry and point-in-time recovery are kept and described', async () => {
  await shop.client.send(
    new UpdateTimeToLiveCommand({
      TableName,
      TimeToLiveSpecification: { Enabled: true, AttributeName: 'ttl' },
    }),
  );
  await shop.client.send(
    new UpdateContinuousBackupsCommand({
      TableName,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    }),
  );

  const expiry = await shop.client.send(new DescribeTimeToLiveCommand({ TableName }));
  const backups = await shop.client.send(new DescribeContinuousBackupsCommand({ TableName }));

  expect(expiry.TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'ttl' });
  expect(backups.ContinuousBackupsDescription?.PointInTimeRecoveryDescription).toMatchObject({
    PointInTimeRecoveryStatus: 'ENABLED',
  });
});

test('tags are added by the table that the ARN names', async () => {
  const ResourceArn = (await described())?.TableArn;
  await shop.client.send(new TagResourceCommand({ ResourceArn, Tags: [{ Key: 'owner', Value: 'ann' }] }));

  const { Tags } = await shop.client.send(new ListTagsOfResourceCommand({ ResourceArn }));

  expect(Tags).toEqual([{ Key: 'owner', Value: 'ann' }]);
});

test.each([
  ['CreateTable', { ...definition, TableName: 'More', ResourcePolicy: '{}' }, "'ResourcePolicy'"],
  ['PutItem', { TableName, Item: { pk: text('a') }, Overwrite: true }, "'Overwrite'"],
  [
    'TransactWriteItems',
    { TransactItems: [{ Put: { TableName, Item: {}, ReturnValues: 'NONE' } }] },
    "'TransactItems[0].Put.ReturnValues'",
  ],
  ['UpdateTable', { TableName, ReplicaUpdates: [{}] }, "'ReplicaUpdates'"],
])(
  '%s with a parameter that the engine does not do is refused by its name',
  async (operation, body, named) => {
    const answer = await raw(shop.url, operation, body);

    expect(answer.status).toBe(400);
    expect(answer.body['__type']).toContain('ValidationException');
    expect(answer.body['message']).toBe(`The parameter ${named} is not supported by the embedded DynamoDB`);
  },
);

test.each(['ExecuteStatement', 'CreateBackup', 'RestoreTableToPointInTime', 'Nonsense'])(
  '%s is refused by its name',
  async (operation) => {
    const answer = await raw(shop.url, operation, {});

    expect(answer.status).toBe(400);
    expect(answer.body['__type']).toContain('UnknownOperationException');
    expect(answer.body['message']).toContain(`'${operation}'`);
  },
);
