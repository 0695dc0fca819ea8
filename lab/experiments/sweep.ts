import type { Plan } from '../cell';
import { guardNames } from '../guards/all';
import { figure, found, plansOf, type ExperimentRecipe } from './recipe';

/**
 * Light to heavy: by arrival rate, by buyers for each unit, and the load of the ranks: 30 at once on one row.
 * The first is the question that the report begins with.
 */
export const sweepLoads: readonly Plan['load'][] = [
  { buyers: 100, units: 10, atOnce: 100 },
  { buyers: 200, units: 400, perSecond: 10 },
  { buyers: 1_000, units: 500, perSecond: 100 },
  { buyers: 3_000, units: 6_000, perSecond: 500 },
  { buyers: 3_000, units: 300, perSecond: 500 },
  { buyers: 6_000, units: 12_000, perSecond: 2_000 },
  { buyers: 6_000, units: 600, perSecond: 2_000 },
  { buyers: 2_000, units: 4_000, atOnce: 30 },
];

/** All guards over all loads. */
export const sweep: ExperimentRecipe = {
  name: 'sweep',
  plans: (seed) =>
    plansOf(
      seed,
      sweepLoads.flatMap((load) => guardNames.map((guard) => ({ guard, load }))),
    ),
  conclude: (ran) => {
    const none = ran.filter(({ plan }) => plan.guard === 'none').map(({ cell }) => cell);
    const guarded = ran.filter(({ plan }) => plan.guard !== 'none').map(({ cell }) => cell);
    const at30 = (guard: Plan['guard']) =>
      found(ran, guard, ({ load }) => load.atOnce === 30)?.cell.soldPerSecond;
    const lost = none.reduce((sum, cell) => sum + cell.lostUpdates, 0);
    const oversold = none.reduce((sum, cell) => sum + cell.oversold, 0);

    return {
      cells: ran.map(({ cell }) => cell),
      findings: [
        ...(none.length > 0
          ? [
              `Without a guard, ${figure(lost)} sales were overwritten by another buyer's update (a lost update), and ${figure(oversold)} units were sold that did not exist.`,
            ]
          : []),
        ...(guarded.length > 0
          ? [
              guarded.every(({ conserved, oversold: units }) => conserved && units === 0)
                ? `Every guard kept the books in all ${guarded.length} runs: no unit sold twice, none lost.`
                : 'A guard lost count: see the cells that are not conserved.',
            ]
          : []),
        ...(at30('conditional') !== undefined && at30('optimistic') !== undefined
          ? [
              `With 30 buyers at once on one item: conditional ${figure(at30('conditional'))} sales/s, optimistic ${figure(at30('optimistic'))}, pessimistic ${figure(at30('pessimistic'))}.`,
            ]
          : []),
      ],
    };
  },
};
