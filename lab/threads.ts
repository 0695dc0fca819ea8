import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import type { Plan, Run } from './cell';

/** Runs plans; the runs come in the order of their plans. */
export type RunPlans = (plans: readonly Plan[]) => Promise<readonly Run[]>;

/**
 * Runs plans in as many threads as there are cores, the largest first. A run depends on its plan alone, so the threads change nothing in it.
 *
 * @param done called after each run with how many are done
 */
export async function runInThreads(
  plans: readonly Plan[],
  done: (count: number) => void,
): Promise<readonly Run[]> {
  const code = await bundled();
  const runs = new Map<Plan, Run>();
  const todo = [...plans].sort((one, other) => other.load.buyers - one.load.buyers);

  const work = async () => {
    const worker = new Worker(code, { eval: true });
    for (let plan = todo.shift(); plan; plan = todo.shift()) {
      worker.postMessage(plan);
      const [run] = (await once(worker, 'message')) as [Run];
      runs.set(plan, run);
      done(runs.size);
    }
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: Math.min(plans.length, availableParallelism()) }, work));

  return plans.flatMap((plan) => runs.get(plan) ?? []);
}

/** The worker's code: a thread starts faster from it than from many TypeScript files, and nothing renames its functions at run time. */
async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(__dirname, 'plan-worker.ts')],
    bundle: true,
    platform: 'node',
    target: 'node20',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}
