import { assemblyOf } from '../../lib/guards/assembly';
import { guards } from '../../lib/guards/holdfast-guards';

export type Json = Readonly<Record<string, unknown>>;
type Resources = Readonly<Record<string, Json>>;

/** What the guards find in stacks, as in `redrive: Work`. */
export function found(stacks: Readonly<Record<string, Resources>>, outputs: Json = {}): readonly string[] {
  const assembly = assemblyOf(
    Object.entries(stacks).map(([stack, Resources]) => ({
      stack: `holdfast-dev/${stack}`,
      templatePath: `${stack}.template.json`,
      template: { Resources, Outputs: stack === 'state' ? outputs : {} },
    })),
  );

  return guards.flatMap(({ id, findings }) =>
    findings(assembly).map(({ resource }) => `${id}: ${resource.id}`),
  );
}

export const table = (properties: Json = {}) => ({
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    BillingMode: 'PAY_PER_REQUEST',
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    ...properties,
  },
});
export const queue = (properties: Json = {}) => ({ Type: 'AWS::SQS::Queue', Properties: properties });
export const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
export const redriven = (properties: Json = {}) =>
  queue({ RedrivePolicy: { deadLetterTargetArn: arn('Dead'), maxReceiveCount: 20 }, ...properties });
export const runs = (entry: string, properties: Json = {}) => ({
  Type: 'AWS::Lambda::Function',
  Properties: { Role: arn('Role'), Timeout: 60, ...properties },
  Metadata: { 'holdfast:entry': entry },
});
export const role = (properties: Json = {}) => ({ Type: 'AWS::IAM::Role', Properties: properties });
const policy = (statement: Json, properties: Json = {}) => ({
  Type: 'AWS::IAM::Policy',
  Properties: {
    Roles: [{ Ref: 'Role' }],
    PolicyDocument: { Statement: [{ Effect: 'Allow', ...statement }] },
    ...properties,
  },
});
export const may = (entry: string, statement: Json) => ({
  Inventory: table(),
  Orders: table(),
  Role: role(),
  Worker: runs(entry),
  Policy: policy(statement),
});
