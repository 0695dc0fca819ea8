import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeApp } from '../../lib/app';
import type { StageName } from '../../lib/stage-config';

export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

const stages = ['dev', 'prod'] as const satisfies readonly StageName[];

/** The templates of the containers stack, with the queues its own: synthesised once for all tests of a file. */
export function containersTemplates(): ReadonlyMap<string, Readonly<Record<string, Resource>>> {
  const outdir = mkdtempSync(join(tmpdir(), 'holdfast-containers-'));
  try {
    const assembly = makeApp({ stages, variants: ['containers'], bundling: false, outdir }).synth();
    return new Map(
      assembly.nestedAssemblies
        .flatMap(({ nestedAssembly }) => nestedAssembly.stacks)
        .filter(({ hierarchicalId }) => hierarchicalId.endsWith('/containers'))
        .map(({ hierarchicalId, template }) => [
          hierarchicalId,
          (template as { readonly Resources: Readonly<Record<string, Resource>> }).Resources,
        ]),
    );
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** A statement of a role as a row: actions, and the name of what they are allowed on. */
export function allowed(resources: Readonly<Record<string, Resource>>, role: RegExp): readonly string[] {
  return Object.values(resources)
    .filter(({ Type, Properties }) => {
      const roles = JSON.stringify(Properties['Roles'] ?? []);
      return Type === 'AWS::IAM::Policy' && role.test(roles);
    })
    .flatMap(({ Properties }) => statementsOf(Properties['PolicyDocument']))
    .flatMap(({ Action, Resource: on }) =>
      [on]
        .flat()
        .flatMap((where) => [Action].flat().map((action) => `${String(action)} on ${nameOf(where)}`)),
    )
    .sort();
}

interface Statement {
  readonly Action: unknown;
  readonly Resource: unknown;
}

function statementsOf(document: unknown): readonly Statement[] {
  return (document as { readonly Statement: readonly Statement[] }).Statement;
}

/** The table, index or queue in an imported ARN. */
function nameOf(arn: unknown): string {
  const text = JSON.stringify(arn);
  const [name = text] = /Inventory|Orders|Sandbox|Shipping|Deadline/.exec(text) ?? [];
  const [index = ''] = /\/index\/\w+/.exec(text) ?? [];
  return name + index;
}
