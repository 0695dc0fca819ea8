import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { StackTemplate } from './template/resources';

/** Synthesises in a thread of its own: it takes half of a start, and the rest can be loaded meanwhile. */
export async function synthAside(variant: 'serverless' | 'containers'): Promise<readonly StackTemplate[]> {
  const worker = new Worker(join(__dirname, 'synth-worker.js'), { workerData: variant });
  const [stacks] = (await once(worker, 'message')) as [readonly StackTemplate[]];
  return stacks;
}
