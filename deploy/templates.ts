import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeApp, type AppOptions } from '../lib/app';
import { assemblyOf, type Assembly, type StackTemplate } from '../lib/guards/assembly';
import type { StageName, Variant } from '../lib/stage-config';

/** The resources of a stage with these variants, as synthesised here and now. */
export function resourcesOf(stage: StageName, variants?: readonly Variant[]): Assembly {
  return assemblyOf(synthesise({ stages: [stage], ...(variants && { variants }) }));
}

/** The templates of an app. Nothing is bundled, and nothing is left behind. */
export function synthesise(options: Pick<AppOptions, 'stages' | 'variants'>): readonly StackTemplate[] {
  const outdir = mkdtempSync(join(tmpdir(), 'holdfast-templates-'));
  try {
    const { nestedAssemblies } = makeApp({ ...options, bundling: false, outdir }).synth();

    return nestedAssemblies
      .flatMap(({ nestedAssembly }) => nestedAssembly.stacks)
      .map(({ hierarchicalId, templateFullPath, template }) => ({
        stack: hierarchicalId,
        templatePath: templateFullPath,
        template: template as StackTemplate['template'],
      }));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
