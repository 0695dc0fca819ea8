import { arn, found, may, role, runs, table, type Json } from './templates';

describe('only those who take, count or give back stock may write it', () => {
  test.each<[string, string, Json]>([
    [
      'the auditor',
      'lambda/entry/auditor.lambda.ts',
      { Action: 'dynamodb:UpdateItem', Resource: arn('Inventory') },
    ],
    [
      'the dispatcher',
      'lambda/entry/dispatcher.lambda.ts',
      { Action: ['dynamodb:PutItem'], Resource: [arn('Inventory')] },
    ],
    [
      'a worker that would create stock',
      'lambda/entry/shipping.lambda.ts',
      { Action: 'dynamodb:PutItem', Resource: arn('Inventory') },
    ],
    [
      'anybody who deletes',
      'lambda/entry/inventory.lambda.ts',
      { Action: 'dynamodb:DeleteItem', Resource: arn('Inventory') },
    ],
    [
      'an action that nobody has heard of',
      'lambda/entry/auditor.lambda.ts',
      { Action: 'dynamodb:Frobnicate', Resource: arn('Inventory') },
    ],
    [
      'every action on the table',
      'lambda/entry/order.lambda.ts',
      { Action: 'dynamodb:*', Resource: arn('Inventory') },
    ],
    ['every action at all', 'lambda/entry/order.lambda.ts', { Action: '*', Resource: arn('Inventory') }],
    ['every table', 'lambda/entry/auditor.lambda.ts', { Action: 'dynamodb:UpdateItem', Resource: '*' }],
    [
      'every table of a name',
      'lambda/entry/auditor.lambda.ts',
      { Action: 'dynamodb:UpdateItem', Resource: 'arn:aws:dynamodb:*:*:table/Inv*' },
    ],
    ['all but some actions', 'lambda/entry/order.lambda.ts', { NotAction: 'iam:*', Resource: arn('Orders') }],
    [
      'all but some resources',
      'lambda/entry/order.lambda.ts',
      { Action: 'dynamodb:PutItem', NotResource: arn('Orders') },
    ],
  ])('%s is found', (_, entry, statement) => {
    expect(found({ messaging: may(entry, statement) })).toEqual(['stock-writers: Policy']);
  });

  test('a reference from another stack leads to the table all the same', () => {
    const { Role, Worker, Policy } = may('lambda/entry/auditor.lambda.ts', {
      Action: 'dynamodb:UpdateItem',
      Resource: { 'Fn::ImportValue': 'state:Inventory' },
    });
    const outputs = { InventoryArn: { Value: arn('Inventory'), Export: { Name: 'state:Inventory' } } };

    expect(found({ state: { Inventory: table() }, messaging: { Role, Worker, Policy } }, outputs)).toEqual([
      'stock-writers: Policy',
    ]);
  });

  test('a policy inside a role counts too', () => {
    const inline = role({
      Policies: [
        {
          PolicyDocument: {
            Statement: { Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: arn('Inventory') },
          },
        },
      ],
    });

    expect(found({ state: { Inventory: table(), Role: inline } })).toEqual(['stock-writers: Role']);
  });

  test('a role that two share is nobody known: neither may write', () => {
    const shared = {
      ...may('lambda/entry/order.lambda.ts', { Action: 'dynamodb:UpdateItem', Resource: arn('Inventory') }),
      Other: runs('lambda/entry/auditor.lambda.ts'),
    };

    expect(found({ messaging: shared })).toEqual(['stock-writers: Policy']);
  });

  test.each(['AdministratorAccess', 'PowerUserAccess', 'AmazonDynamoDBFullAccess'])(
    'the policy %s is found',
    (name) => {
      const broad = role({ ManagedPolicyArns: [`arn:aws:iam::aws:policy/${name}`] });

      expect(found({ messaging: { Role: broad } })).toEqual(['stock-writers: Role']);
    },
  );

  test('a policy of the table itself is found', () => {
    expect(found({ state: { Inventory: table({ ResourcePolicy: {} }) } })).toEqual([
      'stock-writers: Inventory',
    ]);
  });
});
