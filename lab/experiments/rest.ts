import { guardNames } from '../guards/all';
import { figure, plansOf, type ExperimentRecipe } from './recipe';

/** A quiet shop, one order a second: what does each guard cost when nothing happens? */
export const rest: ExperimentRecipe = {
  name: 'rest',
  plans: (seed) =>
    plansOf(
      seed,
      (['lambda', 'containers'] as const).flatMap((runtime) =>
        guardNames.map((guard) => ({
          guard,
          runtime,
          fill: 1,
          load: { buyers: 600, units: 1_000, perSecond: 1 },
        })),
      ),
    ),
  conclude: (ran) => ({
    cells: ran.map(({ cell }) => cell),
    findings: ran.map(
      ({ plan, cell }) =>
        `${plan.guard} on ${plan.runtime}: p50 ${figure(cell.success.p50Ms)} ms, ${figure(cell.writeUnitsPerSale)} write and ${figure(cell.readUnitsPerSale)} read units a sale, $${figure(cell.dollarsPerMillionSales)} per million sales.`,
    ),
  }),
};
