import { figure, onOnePartition, plansOf, titleOf, type ExperimentRecipe } from './recipe';

/** The rate and the stock of the flash sale; a fifth as long, for a function an order is dear to simulate. */
const crowd = { buyers: 200_000, units: 10_000, perSecond: 1_000_000 / 60 };

const contestants = [
  { guard: 'conditional' },
  { guard: 'combined' },
  { guard: 'sharded' },
  { guard: 'sharded', overrides: { dynamodb: onOnePartition } },
] as const;

/** The flash sale in a few containers, and on functions, of which each works on one order at a time. */
export const functions: ExperimentRecipe = {
  name: 'functions',
  plans: (seed) =>
    plansOf(
      seed,
      (['containers', 'lambda'] as const).flatMap((runtime) =>
        contestants.map((one) => ({ ...one, runtime, soldOutMemory: true, load: crowd, fill: 1 })),
      ),
    ),
  conclude: (ran) => ({
    cells: ran.map(({ cell }) => cell),
    findings: ran.map(
      (one) =>
        `${titleOf(one)} on ${one.plan.runtime}: ${figure(one.cell.sold)} of ${figure(one.plan.load.units)} sold at ${figure(one.cell.soldPerSecond)}/s, ${figure(one.cell.refused)} told "sold out", ${figure(one.cell.throttled + one.cell.gaveUp)} without an answer.`,
    ),
  }),
};
