import { listAt, resources, type Resource } from '../resources';
import { table } from './grant-table';

/** Roles that AWS acts in by a policy of its own. */
const managed = {
  'serverless/Shop/Api/CloudWatchRole': 'AmazonAPIGatewayPushToCloudWatchLogs',
  '*/Rollout/Group/ServiceRole': 'AWSCodeDeployRoleForLambdaLimited',
};

const serving = [
  'serverless/Order/Role',
  'serverless/Inventory/Role',
  'messaging/Dispatcher/Role',
  'messaging/Publisher/Role',
  'messaging/Auditor/Role',
];
const functionWorkers = ['serverless/ShippingWorker/Role', 'serverless/DeadlineWorker/Role'];
const containers = [
  'containers/Api/Role',
  'containers/Api/Task/ExecutionRole',
  'containers/Network/Vpc/Refused/IAMRole',
];
const containerWorkers = ['containers/Worker/Role', 'containers/Worker/Task/ExecutionRole'];

describe.each([
  ['local', [...serving, ...functionWorkers]],
  ['dev', [...serving, ...functionWorkers, ...containers]],
  ['staging', [...serving, ...containers, ...containerWorkers]],
  ['prod', [...serving, ...functionWorkers, ...containers]],
])('in %s', (stage, expected) => {
  const rows = rowsOf(stage);
  const traced = stage !== 'local';

  test.each(expected)('%s may do what the table says, and nothing else', (role) => {
    const may = Object.entries(table[role]!).flatMap(([on, actions]) =>
      actions.map((action) => `${role} ${action} ${on}`),
    );
    const wanted = may.filter((row) => traced || !row.includes(' xray:'));

    expect(rows.filter((row) => row.startsWith(`${role} `)).sort()).toEqual(wanted.sort());
  });

  test('nobody else may do anything', () => {
    expect([...new Set(rows.map((row) => row.split(' ')[0]))].sort()).toEqual([...expected].sort());
  });

  test('no role has a policy of AWS but those that AWS itself acts in', () => {
    const attached = roles(stage).flatMap((role) =>
      ((role.is['ManagedPolicyArns'] ?? []) as string[]).map((arn) => [
        role.path.replace(/^.*(?=\/Rollout\/)/, '*'),
        arn.split('/').at(-1),
      ]),
    );

    for (const [role, policy] of attached) expect(managed).toHaveProperty([role!], policy);
  });
});

test.each([
  ['nobody deletes', /dynamodb:Delete|dynamodb:\*/],
  ['nobody may do everything to anything', / \*:?\*? | \S+:\* /],
  ['nobody but the auditor scans', /^(?!messaging\/Auditor)\S+ dynamodb:Scan/],
  [
    'the auditor reads stock and orders and writes neither',
    /Auditor\S+ dynamodb:(?!Scan)\S+ (?:Inventory|Orders)$/,
  ],
  ['the order function creates no product', /^serverless\/Order\S+ dynamodb:PutItem Inventory/],
  ['the inventory function sees no order', /^serverless\/Inventory\S+ \S+ (?:Orders|Sandbox)/],
  ['a worker creates no order and no product', /Worker\S+ dynamodb:PutItem (?:Orders|Inventory)/],
  ['the request path makes no queue call', /^(?:serverless\/(?:Order|Inventory)|containers\/Api)\S+ sqs:/],
  ['the dispatcher touches no table', /Dispatcher\S+ dynamodb:\S+ (?!Orders stream)/],
  [
    'the publisher delays no order: it reaches no queue of work',
    /Publisher\S+ \S+ (?:Shipping|Deadline)Queue/,
  ],
  ['only the publisher publishes', /^(?!messaging\/Publisher)\S+ events:/],
])('%s', (_, forbidden) => {
  const all = ['local', 'dev', 'staging', 'prod'].flatMap(rowsOf);

  expect(all.filter((row) => forbidden.test(row))).toEqual([]);
});

function roles(stage: string): readonly Resource[] {
  return resources(new RegExp(`^holdfast-${stage}/`), 'AWS::IAM::Role');
}

/** Each row of each policy, as in `serverless/Order/Role dynamodb:GetItem Orders`. A condition or a denial fits no table. */
function rowsOf(stage: string): readonly string[] {
  const byReference = new Map(roles(stage).map((role) => [`${role.stack} <${role.id}>`, role.path]));
  const inline = roles(stage).filter((role) => role.is['Policies'] !== undefined);
  expect(inline).toEqual([]);

  return resources(new RegExp(`^holdfast-${stage}/`), 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy').flatMap(
    ({ stack, is }) =>
      (is['Roles'] as string[]).flatMap((role) =>
        (listAt(is, 'PolicyDocument', 'Statement') as unknown as readonly Statement[]).flatMap(
          ({ Action, Resource: on, Effect, ...rest }) => {
            expect([Effect, rest]).toEqual(['Allow', {}]);
            return [on]
              .flat()
              .flatMap((where) =>
                [Action]
                  .flat()
                  .map((action) => `${byReference.get(`${stack} ${role}`)} ${action} ${nameOf(where)}`),
              );
          },
        ),
      ),
  );
}

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}

/** As in `Orders/index/newest`: without what makes a logical id unique. */
function nameOf(where: string): string {
  if (/:ecr:.*:repository\//.test(where)) return 'repository';

  return where.replace(/^<(\w+?)(?:[0-9A-F]{8})?\.Arn>/, '$1').replace(/^<(\w+)\.StreamArn>$/, '$1 stream');
}
