import { Aws, CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { OidcProviderNative, PolicyStatement, Role, WebIdentityPrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge';
import type { StageName } from './stage-config';

/** A stage as the pipeline knows it. */
export interface DeliveredStage {
  readonly name: StageName;

  /** Whether a smoke test may sign a user of its own in, which needs sign-in with a password. */
  readonly signsIn: boolean;
}

export interface DeliveryStackProps extends StackProps {
  /** Whose workflows are trusted, as in `owner/name`. */
  readonly repository: string;

  /** What is deployed to this account, each from an environment of the repository that has its name. */
  readonly stages: readonly DeliveredStage[];

  /** Whether the account trusts GitHub already: it can have one such provider. @default false */
  readonly hasProvider?: boolean;
}

const ISSUER = 'token.actions.githubusercontent.com';
const AUDIENCE = 'sts.amazonaws.com';

/** The CDK's default: what `cdk bootstrap` puts into the names of its roles. */
const QUALIFIER = 'hnb659fds';

/**
 * Lets workflows of one repository deploy to this account without a stored key. Each role trusts tokens of one kind alone,
 * and may do nothing but become the roles that `cdk bootstrap` made.
 */
export class DeliveryStack extends Stack {
  private readonly providerArn: string;
  private readonly repository: string;

  constructor(scope: Construct, id: string, props: DeliveryStackProps) {
    super(scope, id, props);
    this.repository = repositoryOf(props);
    this.providerArn = props.hasProvider === true ? providerOfAccount() : this.trustGitHub();

    for (const { name, signsIn } of props.stages) {
      const deploy = this.roleFor(`Deploy${capitalised(name)}`, `environment:${name}`);
      becomes(deploy, ['deploy', 'file-publishing', 'image-publishing', 'lookup']);
      readFailures(deploy, name);
      if (signsIn) signInToSmokeTest(deploy, name);
    }

    // the lookup role reads whatever is in the account: where there is no dev stage, pull requests have no business
    if (props.stages.some(({ name }) => name === 'dev')) {
      becomes(this.roleFor('Diff', 'pull_request'), ['lookup']);
    }
  }

  private trustGitHub(): string {
    return new OidcProviderNative(this, 'GitHub', { url: `https://${ISSUER}`, clientIds: [AUDIENCE] })
      .oidcProviderArn;
  }

  /** A role for tokens whose subject is this one, to the letter. */
  private roleFor(id: string, subject: string): Role {
    const claims = { aud: AUDIENCE, sub: `repo:${this.repository}:${subject}` };
    const role = new Role(this, id, {
      description: `What workflows of ${claims.sub} may do`,
      maxSessionDuration: Duration.hours(1),
      assumedBy: new WebIdentityPrincipal(this.providerArn, {
        StringEquals: Object.fromEntries(
          Object.entries(claims).map(([claim, value]) => [`${ISSUER}:${claim}`, value]),
        ),
      }),
    });
    new CfnOutput(this, `${id}RoleArn`, { value: role.roleArn });

    return role;
  }
}

/** @throws Error for what is no repository: a wildcard here would let others in. */
function repositoryOf({ repository }: DeliveryStackProps): string {
  if (/^[A-Za-z0-9-]+\/[A-Za-z0-9._-]+$/.test(repository)) return repository;

  throw new Error(`repository must be a name as in owner/name, got "${repository}"`);
}

function providerOfAccount(): string {
  return `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:oidc-provider/${ISSUER}`;
}

type BootstrapRole = 'deploy' | 'file-publishing' | 'image-publishing' | 'lookup';

function becomes(role: Role, names: readonly BootstrapRole[]): void {
  const arnOf = (name: BootstrapRole) =>
    `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/cdk-${QUALIFIER}-${name}-role-${Aws.ACCOUNT_ID}-${Aws.REGION}`;

  role.addToPolicy(new PolicyStatement({ actions: ['sts:AssumeRole'], resources: names.map(arnOf) }));
}

/** What `npm run deploy` reads to say which resource failed first. */
function readFailures(role: Role, stage: StageName): void {
  allowMany(role, {
    actions: ['cloudformation:DescribeStackEvents'],
    service: 'cloudformation',
    resource: `stack/holdfast-${stage}-*`,
    reason: 'a stack gets its id when it is made: its name begins with the stage',
  });
}

/** For the user that a smoke test makes, and deletes. */
function signInToSmokeTest(role: Role, stage: StageName): void {
  allowMany(role, {
    actions: ['AdminCreateUser', 'AdminSetUserPassword', 'AdminAddUserToGroup', 'AdminDeleteUser'].map(
      (action) => `cognito-idp:${action}`,
    ),
    service: 'cognito-idp',
    resource: 'userpool/*',
    reason: 'a pool gets its id when it is made: the condition says by its tags which stage it belongs to',
    conditions: { StringEquals: { 'aws:ResourceTag/app': 'holdfast', 'aws:ResourceTag/stage': stage } },
  });
}

interface Many {
  readonly actions: string[];
  readonly service: string;
  readonly resource: string;
  /** Why the resource cannot be named exactly. */
  readonly reason: string;
  readonly conditions?: Readonly<Record<string, unknown>>;
}

function allowMany(role: Role, { actions, service, resource, reason, conditions }: Many): void {
  const arn = (partition: string, region: string, account: string) =>
    `arn:${partition}:${service}:${region}:${account}:${resource}`;
  const resources = [arn(Aws.PARTITION, Aws.REGION, Aws.ACCOUNT_ID)];

  role.addToPolicy(new PolicyStatement({ actions, resources, ...(conditions && { conditions }) }));
  acknowledge(role.node.findChild('DefaultPolicy'), {
    [`AwsSolutions-IAM5[Resource::${arn('<AWS::Partition>', '<AWS::Region>', '<AWS::AccountId>')}]`]: reason,
  });
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
