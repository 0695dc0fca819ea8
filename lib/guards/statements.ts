import { listOf, type Assembly, type Resource } from './assembly';

interface PolicyDocument {
  readonly Statement?: unknown;
}

/** One statement that allows something, and what it is attached to. */
export interface Allowed {
  /** The policy, or the role that holds it. */
  readonly holder: Resource;

  /** The roles that may do it. */
  readonly roles: readonly Resource[];
  readonly actions: readonly string[];
  readonly resources: readonly unknown[];

  /** Whether it allows all but what it names: nobody can tell what that is. */
  readonly inverted: boolean;
}

/** Everything that any policy of the templates allows. */
export function allowedIn(assembly: Assembly): readonly Allowed[] {
  const attached = assembly
    .ofType('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy')
    .flatMap((policy) => allowedBy(policy, rolesOf(assembly, policy), policy.properties['PolicyDocument']));

  const inline = assembly.ofType('AWS::IAM::Role').flatMap((role) => {
    const policies = listOf(role.properties['Policies']) as readonly { readonly PolicyDocument?: unknown }[];
    return policies.flatMap(({ PolicyDocument: document }) => allowedBy(role, [role], document));
  });

  return [...attached, ...inline];
}

/** The functions and tasks that act in a role. */
export function actorsIn(assembly: Assembly, role: Resource): readonly Resource[] {
  return assembly
    .ofType('AWS::Lambda::Function', 'AWS::ECS::TaskDefinition')
    .filter((actor) =>
      [actor.properties['Role'], actor.properties['TaskRoleArn']].some(
        (its) => assembly.pointedTo(actor, its) === role,
      ),
    );
}

function rolesOf(assembly: Assembly, policy: Resource): readonly Resource[] {
  return listOf(policy.properties['Roles']).flatMap((role) => assembly.pointedTo(policy, role) ?? []);
}

function allowedBy(holder: Resource, roles: readonly Resource[], document: unknown): readonly Allowed[] {
  const statements = listOf((document as PolicyDocument | undefined)?.Statement) as readonly Readonly<
    Record<string, unknown>
  >[];

  return statements
    .filter((statement) => statement['Effect'] === 'Allow')
    .map((statement) => ({
      holder,
      roles,
      actions: listOf(statement['Action']).map(String),
      resources: listOf(statement['Resource']),
      inverted: statement['NotAction'] !== undefined || statement['NotResource'] !== undefined,
    }));
}
