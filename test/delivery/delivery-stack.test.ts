import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { DeliveryStack, type DeliveryStackProps } from '../../lib/delivery-stack';

const shop = {
  repository: 'acme/shop',
  stages: [
    { name: 'dev', signsIn: true },
    { name: 'prod', signsIn: false },
  ],
} as const;

function templateOf(props: DeliveryStackProps): Template {
  return Template.fromStack(new DeliveryStack(new App(), 'holdfast-delivery', props));
}

interface Policy {
  readonly Properties: { readonly Roles: unknown };
}

interface Role {
  readonly Properties: { readonly AssumeRolePolicyDocument: { readonly Statement: readonly unknown[] } };
}

const template = templateOf(shop);
const roles = Object.entries(template.findResources('AWS::IAM::Role') as Readonly<Record<string, Role>>);

function policyOf(role: string): string {
  const policies = template.findResources('AWS::IAM::Policy') as Readonly<Record<string, Policy>>;
  const ofRole = Object.values(policies).filter(({ Properties }) =>
    JSON.stringify(Properties.Roles).includes(role),
  );
  return JSON.stringify(ofRole);
}

test('each role trusts tokens of this repository for one environment or for pull requests, to the letter', () => {
  const trusted = roles.map(([, { Properties }]) => Properties.AssumeRolePolicyDocument.Statement);

  const subjects = ['environment:dev', 'environment:prod', 'pull_request'];
  expect(trusted).toEqual(
    subjects.map((subject) => [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRoleWithWebIdentity',
        Principal: { Federated: { Ref: expect.stringMatching(/^GitHub/) as string } },
        Condition: {
          StringEquals: {
            'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
            'token.actions.githubusercontent.com:sub': `repo:acme/shop:${subject}`,
          },
        },
      },
    ]),
  );
});

test('the account trusts GitHub for the audience of AWS alone', () => {
  template.hasResourceProperties('AWS::IAM::OIDCProvider', {
    Url: 'https://token.actions.githubusercontent.com',
    ClientIdList: ['sts.amazonaws.com'],
    ThumbprintList: Match.absent(),
  });
});

test('pull requests may look, and nothing else', () => {
  expect(bootstrapRolesIn(policyOf('Diff'))).toEqual(['lookup']);
  expect(actionsIn(policyOf('Diff'))).toEqual(['sts:AssumeRole']);
});

test('deployments become the roles of the bootstrap stack; a dev stage may make the user of a smoke test besides', () => {
  expect(bootstrapRolesIn(policyOf('DeployProd'))).toEqual([
    'deploy',
    'file-publishing',
    'image-publishing',
    'lookup',
  ]);
  expect(actionsIn(policyOf('DeployProd'))).toEqual(['cloudformation:DescribeStackEvents', 'sts:AssumeRole']);
  expect(actionsIn(policyOf('DeployDev'))).toEqual([
    'cloudformation:DescribeStackEvents',
    'cognito-idp:AdminAddUserToGroup',
    'cognito-idp:AdminCreateUser',
    'cognito-idp:AdminDeleteUser',
    'cognito-idp:AdminSetUserPassword',
    'sts:AssumeRole',
  ]);
  expect(policyOf('DeployDev')).toContain(
    '"StringEquals":{"aws:ResourceTag/app":"holdfast","aws:ResourceTag/stage":"dev"}',
  );
});

test('where there is no dev stage, pull requests get no role', () => {
  const { repository, stages } = shop;
  const alone = templateOf({ repository, stages: stages.filter(({ name }) => name === 'prod') });

  alone.resourceCountIs('AWS::IAM::Role', 1);
});

test('an account that trusts GitHub already keeps its one provider', () => {
  templateOf({ ...shop, hasProvider: true }).resourceCountIs('AWS::IAM::OIDCProvider', 0);
});

test.each(['', 'acme', 'acme/*', 'acme/shop:ref', 'acme/shop/x', '*/*'])(
  '%j is no repository that could be trusted',
  (repository) => {
    expect(() => templateOf({ ...shop, repository })).toThrow('repository must be a name as in owner/name');
  },
);

function bootstrapRolesIn(policy: string): readonly string[] {
  return [...policy.matchAll(/cdk-hnb659fds-([a-z-]+)-role-/g)].map(([, name]) => name!);
}

function actionsIn(policy: string): readonly string[] {
  return [
    ...new Set(
      [...policy.matchAll(/"((?:sts|cloudformation|cognito-idp):\w+)"/g)].map(([, action]) => action!),
    ),
  ].sort();
}
