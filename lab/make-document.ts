import { claimsOn } from './claims/all';
import type { NotRun, Plan, Run } from './cell';
import { experimentNames, type Experiment, type ExperimentName, type LabDocument } from './document';
import type { Compared } from './engine/compare';
import { experiments } from './experiments/all';
import { guardNames, type GuardName } from './guards/all';
import { parameters } from './parameters';

/** What is asked of the lab; without a name or a guard, all of them. */
export interface Asked {
  readonly experiment: ExperimentName | undefined;
  readonly guard: GuardName | undefined;
  readonly seed: number;
}

/** How the lab gets at runs: in threads, or in this one. */
export interface Bench {
  readonly run: (plans: readonly Plan[]) => Promise<readonly Run[]>;
  readonly compare: (guards: readonly GuardName[], seed: number) => Promise<Compared>;
}

interface Wanted {
  readonly name: ExperimentName;
  readonly plans: readonly Plan[];
}

/** The runs that are asked for, experiment by experiment; none where an experiment has nothing to do with a guard. */
export function wantedBy({ experiment, guard, seed }: Asked): Wanted[] {
  return experimentNames
    .filter((name) => experiment === undefined || name === experiment)
    .map((name) => {
      const plans = experiments[name].plans(seed);
      return { name, plans: plans.filter((plan) => guard === undefined || plan.guard === guard) };
    });
}

/** Runs what is asked and puts all that was found into one document. The engine takes part where the sweep does. */
export async function makeDocument(asked: Asked, commit: string, bench: Bench): Promise<LabDocument> {
  const wanted = wantedBy(asked).filter(({ plans }) => plans.length > 0);
  const guards = asked.guard === undefined ? guardNames : [asked.guard];
  const hasSweep = wanted.some(({ name }) => name === 'sweep');
  const compared: Compared = hasSweep
    ? await bench.compare(guards, asked.seed)
    : { cells: [], comparisons: [], speeds: [] };

  const plans = wanted.flatMap((one) => one.plans);
  const runs = await bench.run(plans);
  const runOf = new Map(plans.map((plan, index) => [plan, runs[index]]));
  const found = wanted.map((one): Experiment => {
    const ran = one.plans.flatMap((plan) => {
      const run = runOf.get(plan);
      return run ? [{ ...run, plan }] : [];
    });
    const concluded = experiments[one.name].conclude(ran);
    const more: readonly (NotRun | Run['cell'])[] = one.name === 'sweep' ? compared.cells : [];
    return { name: one.name, ...concluded, cells: [...concluded.cells, ...more] };
  });

  return {
    seed: asked.seed,
    commit,
    parameters,
    experiments: found,
    claims: claimsOn(found),
    comparisons: compared.comparisons,
    speeds: compared.speeds,
  };
}
