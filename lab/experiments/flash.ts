import { bothMemories, figure, onOnePartition, plansOf, titleOf, type ExperimentRecipe } from './recipe';

const crowd = { buyers: 1_000_000, units: 10_000, perSecond: 1_000_000 / 60 };

/** The flash sale: a million buyers in a minute for ten thousand units. */
export const flash: ExperimentRecipe = {
  name: 'flash',
  plans: (seed) =>
    plansOf(seed, [
      ...(['conditional', 'combined', 'sharded'] as const).flatMap((guard) =>
        bothMemories.map((soldOutMemory) => ({ guard, soldOutMemory, load: crowd })),
      ),
      { guard: 'sharded', soldOutMemory: true, load: crowd, overrides: { dynamodb: onOnePartition } },
      { guard: 'cached', load: crowd },
    ]).map((plan) => ({ ...plan, fill: 1, timelineMs: 1_000 })),
  conclude: (ran) => ({
    cells: ran.map(({ cell }) => cell),
    races: ran.flatMap(({ cell: { guard, soldOutMemory, counters }, timeline }) =>
      timeline ? [{ guard, soldOutMemory, ...(counters && { counters }), timeline }] : [],
    ),
    findings: ran.map(
      (one) =>
        `${titleOf(one)}: ${figure(one.cell.sold)} sold at ${figure(one.cell.soldPerSecond)}/s, ${figure(one.cell.refused)} told "sold out" (p99 ${figure(one.cell.refusal.p99Ms)} ms), ${figure(one.cell.throttled)} got an error instead of an answer.`,
    ),
  }),
};
