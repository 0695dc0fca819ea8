import { execFileSync } from 'node:child_process';

/** Why what lies here is not what a commit says, in one sentence; undefined where it is. */
export function uncommitted(folder: string): string | undefined {
  try {
    const status = execFileSync('git', ['status', '--porcelain'], {
      cwd: folder,
      encoding: 'utf8',
      stdio: 'pipe',
    });
    const changes = status.split('\n').filter(Boolean);

    return changes.length === 0 ? undefined : `${changes.length} changes are in no commit: commit them first`;
  } catch {
    return 'this is no work tree of git: deploy from a clone';
  }
}
