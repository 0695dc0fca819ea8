import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What a stack tells about itself after a deployment, by stack and name. */
export type Outputs = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The CDK's command line ended with an error. */
export class ToolkitFailed extends Error {
  override readonly name = 'ToolkitFailed';

  constructor(
    command: string,
    /** Everything that it printed. */
    readonly printed: string,
  ) {
    super(`${command} failed`);
  }
}

export interface ToolkitRun {
  readonly tool: 'aws-cdk/bin/cdk' | 'aws-cdk-local/bin/cdklocal';
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Gets each line as it is printed. @default - nobody */
  readonly say?: (line: string) => void;
  /** Tells it to stop. @default - nobody does */
  readonly asked?: AbortSignal;
}

/**
 * Runs the CDK's command line to its end.
 * @throws ToolkitFailed with all that it printed.
 */
export async function runToolkit({ tool, args, env, say, asked }: ToolkitRun): Promise<string> {
  const child = spawn(process.execPath, [require.resolve(tool), ...args], {
    env: { ...env, CDK_DISABLE_CLI_TELEMETRY: 'true' },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: asked,
  });
  const lines = new Lines(say);
  child.stdout.on('data', (chunk: Buffer) => lines.add(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => lines.add(chunk.toString()));

  const code = await new Promise<number | null>((ended, failed) => {
    child.once('error', failed);
    child.once('close', ended);
  });
  if (code !== 0) throw new ToolkitFailed(`${tool.split('/').at(-1) ?? tool} ${args[0] ?? ''}`, lines.text);

  return lines.text;
}

/** Cuts what comes in pieces into lines. */
class Lines {
  text = '';
  private rest = '';

  constructor(private readonly say: ((line: string) => void) | undefined) {}

  add(piece: string): void {
    this.text += piece;
    const lines = (this.rest + piece).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') this.say?.(line);
  }
}

export function readOutputs(file: string): Outputs {
  return JSON.parse(readFileSync(file, 'utf8')) as Outputs;
}

/**
 * What a stack of a stage tells under a name; stacks are found by how their names end.
 * @throws Error naming both, where there is no such output.
 */
export function outputOf(outputs: Outputs, stack: string, name: string): string {
  const found = Object.entries(outputs).find(([stackName]) => stackName.endsWith(`-${stack}`));
  const value = found?.[1][name];
  if (value === undefined) throw new Error(`stack ${stack} must tell ${name}, got nothing`);

  return value;
}
