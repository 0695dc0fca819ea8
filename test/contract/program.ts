import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

/** A longer start than anybody should see: a slow machine must not fail a contract. */
const START_DEADLINE_MS = 60_000;

/** The program as a person starts it, in a process of its own. */
export interface Program {
  readonly url: string;
  readonly dynamodbUrl: string;
  readonly sqsUrl: string;
  /** All lines of stdout and stderr so far. */
  readonly output: () => string;
  /** Sends SIGTERM and waits. Answers the exit code. */
  stop(): Promise<number | null>;
  /** What a power cut does. */
  kill(): Promise<void>;
}

/** Starts a command of the repository without npm between, so that signals reach it. */
export function startCommand(script: string, options: readonly string[]): ChildProcess {
  return spawn(
    process.execPath,
    [...(script.endsWith('.ts') ? ['--import', 'tsx'] : []), script, ...options],
    {
      cwd: root,
      // jest's own options (NODE_OPTIONS) are not the program's
      env: { ...process.env, NODE_OPTIONS: '', NODE_ENV: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
}

/** Starts the program on free ports. @throws with its output where it does not get ready */
export async function startProgram(options: readonly string[]): Promise<Program> {
  const child = startCommand('local/start.js', ['--port', '0', ...options]);
  const lines = listen(child);
  const printed = (name: string): string | undefined =>
    new RegExp(`^${name} (http://\\S+)$`, 'm').exec(lines.out())?.[1];

  const deadline = Date.now() + START_DEADLINE_MS;
  while (printed('ready') === undefined || printed('sqs') === undefined) {
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`the program did not get ready with ${options.join(' ')}:\n${lines.all()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }

  return {
    url: printed('ready') ?? '',
    dynamodbUrl: printed('dynamodb') ?? '',
    sqsUrl: printed('sqs') ?? '',
    output: lines.all,
    stop: async () => await end(child, 'SIGTERM'),
    kill: async () => {
      await end(child, 'SIGKILL');
    },
  };
}

/** Runs a command to its end. */
export async function runCommand(
  script: string,
  options: readonly string[],
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  const child = startCommand(script, options);
  const lines = listen(child);
  const [code] = (await once(child, 'close')) as [number | null];

  return { code, stdout: lines.out(), stderr: lines.err() };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const closed = once(child, 'close') as Promise<[number | null]>;
  child.kill(signal);

  return (await closed)[0];
}

function listen(child: ChildProcess): Record<'out' | 'err' | 'all', () => string> {
  let out = '';
  let err = '';
  child.stdout?.on('data', (part: Buffer) => (out += part.toString()));
  child.stderr?.on('data', (part: Buffer) => (err += part.toString()));

  return { out: () => out, err: () => err, all: () => `${out}\n${err}` };
}
