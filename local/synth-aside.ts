import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { StackTemplate } from './template/resources';

/** What is run: the templates of a stage, and the folder that their `holdfast:entry` counts from. */
export interface App {
  readonly stacks: readonly StackTemplate[];
  readonly root: string;
}

/** Synthesises in a thread of its own: it takes half of a start, and the rest can be loaded meanwhile. */
export async function synthAside(variant: 'serverless' | 'containers'): Promise<App> {
  const worker = new Worker(join(__dirname, 'synth-worker.js'), { workerData: variant });
  const [stacks] = (await once(worker, 'message')) as [readonly StackTemplate[]];
  return { stacks, root: join(__dirname, '..') };
}
