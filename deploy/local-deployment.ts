import { CliCredentialsStackSynthesizer } from 'aws-cdk-lib';
import { mkdtempSync, rmSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeApp } from '../lib/app';
import { Refusal } from '../local/command';
import { explainFailure } from './failure';
import { outputOf, readOutputs, runToolkit, ToolkitFailed, type Outputs, type ToolkitRun } from './toolkit';

/** What the SDK's clients need to talk to the endpoint. */
export interface LocalClient {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export interface LocalDeployment {
  /** Of the API. */
  readonly url: string;
  readonly outputs: Outputs;
  /** Their names. */
  readonly stacks: readonly string[];
  readonly client: LocalClient;
}

/** How a deployment tells of its progress, and how it is told to stop. */
export interface Watched {
  readonly say: (line: string) => void;
  readonly asked: AbortSignal;
}

const REGION = 'us-east-1';
const ENVIRONMENT = `aws://000000000000/${REGION}`; // the account of local endpoints
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }; // which their root goes by

/**
 * Bootstraps the endpoint and deploys the stage `local` to it, functions bundled.
 * @throws Refusal with the first failed resource, its reason and the likely fix.
 */
export async function deployToEndpoint(endpoint: string, watched: Watched): Promise<LocalDeployment> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-deploy-'));
  try {
    const stacks = synthBundled(folder, watched);
    const client = { endpoint, region: REGION, credentials };
    const outputs = await deployTemplates({ folder, stacks, client, watched });
    const api = outputOf(outputs, 'serverless', 'ApiId');

    return { url: `${endpoint}/restapis/${api}/live/_user_request_`, outputs, stacks, client };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function synthBundled(outdir: string, { say }: Watched): readonly string[] {
  say('bundling functions');
  // the endpoint has no roles of a bootstrap stack that could be trusted: deploy as whoever calls
  const synthesizer = new CliCredentialsStackSynthesizer();
  const { nestedAssemblies } = makeApp({ stages: ['local'], outdir, synthesizer }).synth();

  return nestedAssemblies
    .flatMap(({ nestedAssembly }) => nestedAssembly.stacks)
    .map(({ stackName }) => stackName);
}

interface Templates {
  readonly folder: string;
  readonly stacks: readonly string[];
  readonly client: LocalClient;
  readonly watched: Watched;
}

async function deployTemplates({ folder, stacks, client, watched }: Templates): Promise<Outputs> {
  const outputsFile = join(folder, 'outputs.json');
  const cdklocal = (...args: string[]) => runLocalToolkit([...args, '--app', folder], client, watched);

  try {
    await cdklocal('bootstrap', ENVIRONMENT);
    await cdklocal(
      ...['deploy', 'holdfast-local/*', '--require-approval', 'never'],
      ...['--progress', 'events', '--outputs-file', outputsFile],
    );
  } catch (error) {
    if (!(error instanceof ToolkitFailed)) throw error;
    throw new Refusal(`${error.message}\n${await explainFailure(stacks, error.printed, client)}`, {
      cause: error,
    });
  }

  return readOutputs(outputsFile);
}

function runLocalToolkit(
  args: readonly string[],
  { endpoint }: LocalClient,
  { say, asked }: Watched,
): Promise<string> {
  const run: ToolkitRun = {
    tool: 'aws-cdk-local/bin/cdklocal',
    args,
    env: {
      ...withoutAws(process.env),
      AWS_ENDPOINT_URL: endpoint,
      AWS_ENDPOINT_URL_S3: endpoint,
      AWS_REGION: REGION,
      AWS_DEFAULT_REGION: REGION,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    },
    asked,
    // one line a stack: the hundreds about resources are read only when one fails
    say: (line) => {
      if (line.includes('✅')) say(line.replace('✅', '').trim());
    },
  };

  return runToolkit(run);
}

/** No profile, credential, endpoint or proxy of the machine's user can send a local deployment anywhere else. */
function withoutAws(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const others = Object.entries(env).filter(([name]) => !/^AWS_|_proxy$/i.test(name));
  return {
    ...Object.fromEntries(others),
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
  };
}
