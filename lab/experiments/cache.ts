import { bothMemories, figure, plansOf, titleOf, type ExperimentRecipe } from './recipe';

const rush = { buyers: 60_000, units: 3_000, perSecond: 6_000 };

/** What does moving the stock into a cache take off the database? */
export const cache: ExperimentRecipe = {
  name: 'cache',
  plans: (seed) =>
    plansOf(
      seed,
      (['conditional', 'cached', 'combined'] as const).flatMap((guard) =>
        bothMemories.map((soldOutMemory) => ({ guard, soldOutMemory, load: rush })),
      ),
    ),
  conclude: (ran) => ({
    cells: ran.map(({ cell }) => cell),
    findings: ran.map(
      (one) =>
        `${titleOf(one)}: ${figure(one.cell.attempts)} calls to the database, ${figure(one.cell.writeUnitsPerSale)} write units a sale and ${figure(one.cell.writeUnitsPerRefusal)} a refusal, ${figure(one.cell.throttled)} errors.`,
    ),
  }),
};
