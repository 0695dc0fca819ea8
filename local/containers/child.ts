import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const graceMs = 5_000;

export interface ChildOptions {
  /** The bundle that the image would run. */
  readonly file: string;
  readonly env: Readonly<Record<string, string>>;
  /** Each line that it writes. */
  readonly line: (text: string) => void;
}

/** A server as a process of its own. */
export interface Child {
  /** Resolves with how it ended. */
  readonly ended: Promise<string>;
  /** As the platform does it: SIGTERM, and SIGKILL for one that does not end. */
  readonly stop: () => Promise<void>;
}

export function startChild({ file, env, line }: ChildOptions): Child {
  const child = spawn(process.execPath, ['--require', join(__dirname, 'leave-with-parent.js'), file], {
    env,
    // the channel is never used: that it closes says that this process is gone
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const input of [child.stdout, child.stderr]) if (input) createInterface({ input }).on('line', line);
  const ended = once(child, 'exit').then(
    ([code, signal]) => String(signal ?? code),
    (error: unknown) => String(error),
  );

  return {
    ended,
    stop: async () => {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await ended;
      clearTimeout(late);
    },
  };
}
