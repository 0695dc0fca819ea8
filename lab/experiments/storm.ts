import { guardNames } from '../guards/all';
import { bothMemories, figure, plansOf, titleOf, type ExperimentRecipe } from './recipe';

/** The sold-out storm: nothing is left, and they keep coming. Who says no fast, and what does a no cost? */
export const storm: ExperimentRecipe = {
  name: 'storm',
  plans: (seed) =>
    plansOf(seed, [
      ...guardNames.flatMap((guard) =>
        bothMemories.map((soldOutMemory) => ({
          guard,
          soldOutMemory,
          load: { buyers: 20_000, units: 0, perSecond: 10_000 },
        })),
      ),
      ...(['conditional', 'optimistic', 'pessimistic'] as const).map((guard) => ({
        guard,
        load: { buyers: 6_000, units: 0, atOnce: 30 },
        variant: '30 at once',
      })),
    ]),
  conclude: (ran) => ({
    cells: ran.map(({ cell }) => cell),
    findings: ran.map(
      (one) =>
        `${titleOf(one)}: a refusal takes ${figure(one.cell.refusal.p50Ms)} ms (p99 ${figure(one.cell.refusal.p99Ms)} ms) and ${figure(one.cell.writeUnitsPerRefusal)} write units; ${figure(one.cell.refusedPerSecond)} refusals/s, ${figure(one.cell.throttled)} errors.`,
    ),
  }),
};
