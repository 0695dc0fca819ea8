import { readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { basename } from 'node:path';

interface ProcessFacts {
  readonly parent: number;
  readonly name: string;
}

const lookEveryMs = 250;

/**
 * Calls `gone` once the npm that started this process is gone: npm passes no signal on. A shell between the two outlives npm,
 * so that its parent is watched too. Without npm nothing is watched, so that a server may outlive its terminal.
 */
export function watchParent(gone: () => void, env: NodeJS.ProcessEnv = process.env): void {
  if (env['npm_lifecycle_event'] === undefined || process.platform === 'win32') return;

  const watched = chain();
  const timer = setInterval(() => {
    if (chain(watched.length).join() === watched.join()) return;
    clearInterval(timer);
    gone();
  }, lookEveryMs);
  timer.unref();
}

const shells = new Set(['sh', 'dash', 'bash', 'zsh', 'ash', 'ksh', 'busybox']);

/** The processes above this one up to npm: one, or two where a shell stands between. */
function chain(length?: number): readonly number[] {
  const parent = process.ppid;
  const facts = length === 1 ? undefined : factsOf(parent);
  if (facts && (length === 2 || shells.has(facts.name))) return [parent, facts.parent];
  return [parent];
}

function factsOf(pid: number): ProcessFacts | undefined {
  try {
    if (process.platform === 'linux') {
      const [, name = '', parent = ''] =
        /^\d+ \((.*)\) \S+ (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
      return { parent: Number(parent), name };
    }
    const [parent = '', name = ''] = execFileSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], {
      encoding: 'utf8',
    })
      .trim()
      .split(/\s+/);
    return { parent: Number(parent), name: basename(name) };
  } catch {
    return undefined; // gone already
  }
}
