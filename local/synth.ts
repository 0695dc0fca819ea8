import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeApp } from '../lib/app';
import type { StackTemplate, Template } from './template/resources';

/** Synthesises the stage `local` in this process and reads its templates. Nothing is bundled: handlers run from source. */
export function synthLocal(variant: 'serverless' | 'containers'): readonly StackTemplate[] {
  const outdir = mkdtempSync(join(tmpdir(), 'holdfast-synth-'));
  try {
    const assembly = makeApp({ stages: ['local'], variants: [variant], bundling: false, outdir }).synth();
    return assembly.nestedAssemblies
      .flatMap(({ nestedAssembly }) => nestedAssembly.stacks)
      .map((stack) => ({ stack: stack.stackName, template: stack.template as Template }));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
