import { CfnResource, Stack, type App } from 'aws-cdk-lib';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeApp, type AppOptions } from '../../lib/app';
import { stages } from '../../lib/config';

export type Json = Readonly<Record<string, unknown>>;

interface Declared {
  readonly Type: string;
  readonly Properties?: Json;
  readonly Metadata?: Json;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export interface Template {
  readonly Resources: Readonly<Record<string, Declared>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown; readonly Export?: Json }>>;
}

/** Templates by the paths of their stacks, as in `holdfast-dev/state`. */
export type Templates = ReadonlyMap<string, Template>;

/** Synthesises without bundling. */
export function synthesise(options: AppOptions = {}) {
  const outdir = mkdtempSync(join(tmpdir(), 'holdfast-stacks-'));
  try {
    const app = makeApp({ bundling: false, outdir, ...options });
    const stacks = app.synth().nestedAssemblies.flatMap(({ nestedAssembly }) => nestedAssembly.stacks);
    const templates: Templates = new Map(
      stacks.map(({ hierarchicalId, template }) => [hierarchicalId, template as Template]),
    );

    return { app, stacks, templates, paths: pathsIn(app) };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** Where each resource stands in the tree, by its stack and logical id: `holdfast-dev/state Orders`. */
function pathsIn(app: App): ReadonlyMap<string, string> {
  const resources = app.node.findAll().filter((node) => CfnResource.isCfnResource(node));

  return new Map(
    resources.map((resource) => {
      const stack = Stack.of(resource);
      return [`${stack.node.path} ${String(stack.resolve(resource.logicalId))}`, resource.node.path];
    }),
  );
}

export type Synthesised = ReturnType<typeof synthesise>;

/** Every stage as it is configured: what `cdk synth '**'` makes of it, once for all tests of stacks. */
export const everything = synthesise();

/** What a team may choose and no stage does: another issuer, NAT gateways, warm tables, a payment gateway that is real, deadlines held. */
export const chosen = synthesise({
  stages: ['dev'],
  data: {
    ...stages,
    dev: {
      ...stages.dev,
      identity: {
        kind: 'issuer',
        issuer: 'https://id.example',
        clientId: 'shop',
        jwksUri: 'https://id.example/keys',
      },
      containers: { ...stages.dev.containers, egress: 'nat' },
      usesSandboxes: false,
      holdDeadlines: 'a table was restored',
      warmWrites: 20_000,
    },
  },
});
