import {
  GetRolePolicyCommand,
  type IAMClient,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';

/** One action on one resource. */
export interface Grant {
  readonly action: string;
  readonly resource: string;
}

/** All that a role may do, by its one policy. */
export interface RoleGrants {
  readonly role: string;
  readonly policy: string;
  readonly grants: readonly Grant[];
}

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: unknown;
}

/** @throws Error where the role's policy says more than what is allowed on what */
export async function readGrants(iam: IAMClient, role: string): Promise<RoleGrants> {
  const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName: role }));
  const [policy, ...others] = PolicyNames;
  if (policy === undefined || others.length > 0)
    throw new Error(`role ${role} must have one policy of its own, got ${PolicyNames.join(', ') || 'none'}`);

  const { PolicyDocument = '' } = await iam.send(
    new GetRolePolicyCommand({ RoleName: role, PolicyName: policy }),
  );
  const { Statement } = JSON.parse(decodeURIComponent(PolicyDocument)) as {
    readonly Statement: readonly Statement[];
  };

  return { role, policy, grants: Statement.flatMap(grantsOf) };
}

function grantsOf({ Effect, Action, Resource, Condition }: Statement): readonly Grant[] {
  if (Effect !== 'Allow' || Condition !== undefined)
    throw new Error(`a statement must allow without conditions, got ${Effect} ${JSON.stringify(Condition)}`);

  return [Action].flat().flatMap((action) => [Resource].flat().map((resource) => ({ action, resource })));
}

/** Lets a role do these things and nothing else. */
export async function writeGrants(iam: IAMClient, { role, policy, grants }: RoleGrants): Promise<void> {
  const statements = grants.map(({ action, resource }) => ({
    Effect: 'Allow',
    Action: action,
    Resource: resource,
  }));

  await iam.send(
    new PutRolePolicyCommand({
      RoleName: role,
      PolicyName: policy,
      PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: statements }),
    }),
  );
}
