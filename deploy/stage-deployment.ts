import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { guardedApp } from '../lib/guards/guarded-app';
import type { StageName, Variant } from '../lib/stage-config';
import { Refusal } from '../local/command';
import { explainFailure } from './failure';
import type { Watched } from './local-deployment';
import { readOutputs, runToolkit, ToolkitFailed, type Outputs } from './toolkit';

export interface StageDeployment extends Watched {
  readonly stage: StageName;
  /** @default - what the stage's data say */
  readonly variants?: readonly Variant[];
  readonly region: string;
}

/**
 * Bundles a stage, holds it to every rule, and deploys it with the credentials that are at hand.
 * @throws Refusal with the first failed resource, its reason and the likely fix.
 */
export async function deployStage(deployment: StageDeployment): Promise<Outputs> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-deploy-'));
  try {
    deployment.say('bundling, and holding the templates to every rule');
    const stacks = synthBundled(folder, deployment);

    return await runDeploy(folder, stacks, deployment);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function synthBundled(outdir: string, { stage, variants }: StageDeployment): readonly string[] {
  const { nestedAssemblies } = guardedApp({ stages: [stage], ...(variants && { variants }), outdir }).synth();

  return nestedAssemblies
    .flatMap(({ nestedAssembly }) => nestedAssembly.stacks)
    .map(({ stackName }) => stackName);
}

async function runDeploy(
  folder: string,
  stacks: readonly string[],
  { stage, region, say, asked }: StageDeployment,
): Promise<Outputs> {
  const outputsFile = join(folder, 'outputs.json');
  try {
    await runToolkit({
      tool: 'aws-cdk/bin/cdk',
      args: [
        ...['deploy', `holdfast-${stage}/*`, '--app', folder, '--require-approval', 'never'],
        ...['--progress', 'events', '--outputs-file', outputsFile],
      ],
      env: { ...process.env, AWS_REGION: region, AWS_DEFAULT_REGION: region },
      asked,
      // a stack that is done, and each resource that is: a first deployment takes minutes
      say: (line) => {
        if (/✅|_(COMPLETE|FAILED) /.test(line)) say(line.replace('✅', '').trim());
      },
    });
  } catch (error) {
    if (!(error instanceof ToolkitFailed)) throw error;
    const why = await explainFailure(stacks, error.printed, { region });
    throw new Refusal(`${error.message}\n${why}`, { cause: error });
  }

  return readOutputs(outputsFile);
}
