import { parentPort } from 'node:worker_threads';
import type { Plan } from './cell';
import { simulate } from './simulator/run';

/** Runs in a thread of its own: a plan comes in, its run goes out. */
parentPort?.on('message', (plan: Plan) => {
  void simulate(plan).then((run) => parentPort?.postMessage(run));
});
