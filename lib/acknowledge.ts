import { CfnResource, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Ids of findings, each with the reason why it is accepted on one resource. */
export type Accepted = Readonly<Record<string, string>>;

interface CheckovSkip {
  readonly id: string;
  readonly comment: string;
}

/**
 * Accepts findings on one resource, and writes each reason beside it in the template, where the tool that finds it reads:
 * checkov (`CKV_…`), cfn-lint (`W1234`), cdk-nag and the CDK's own rules (all others).
 * A construct stands for its default child.
 */
export function acknowledge(construct: IConstruct, accepted: Accepted): void {
  const resource = resourceOf(construct);

  for (const [id, reason] of Object.entries(accepted)) {
    if (id.startsWith('CKV')) acknowledgeCheckov(resource, { id, comment: reason });
    else if (/^[EWI]\d{4}$/.test(id)) acknowledgeCfnLint(resource, id, reason);
    else acknowledgeNag(resource, id, reason);
  }
}

function resourceOf(construct: IConstruct): CfnResource {
  const resource = CfnResource.isCfnResource(construct) ? construct : construct.node.defaultChild;
  if (resource instanceof CfnResource) return resource;

  throw new Error(`${construct.node.path} must be a resource or have one as its default child, got none`);
}

function acknowledgeCheckov(resource: CfnResource, skip: CheckovSkip): void {
  const before = (resource.getMetadata('checkov') as { readonly skip: readonly CheckovSkip[] } | undefined)
    ?.skip;
  resource.addMetadata('checkov', { skip: [...(before ?? []), skip] });
}

function acknowledgeCfnLint(resource: CfnResource, id: string, reason: string): void {
  const before = resource.getMetadata('cfn-lint') as
    | { readonly config: { readonly ignore_checks: readonly string[] }; readonly reasons: Accepted }
    | undefined;
  resource.addMetadata('cfn-lint', {
    config: { ignore_checks: [...(before?.config.ignore_checks ?? []), id] },
    reasons: { ...before?.reasons, [id]: reason },
  });
}

function acknowledgeNag(resource: CfnResource, id: string, reason: string): void {
  const before = resource.getMetadata('cdk_nag') as
    { readonly rules_to_suppress: readonly { readonly id: string; readonly reason: string }[] } | undefined;
  Validations.of(resource).acknowledge({ id, reason });
  resource.addMetadata('cdk_nag', {
    rules_to_suppress: [...(before?.rules_to_suppress ?? []), { id, reason }],
  });
}
