import { figure, onOnePartition, plansOf, titleOf, type ExperimentRecipe } from './recipe';

const plenty = 1_000_000;
const waiting = (buyers: number, atOnce: number) => ({ buyers, units: plenty, atOnce });
const arriving = (buyers: number, perSecond: number) => ({ buyers, units: plenty, perSecond });

/** One product, endless stock, more buyers than the guard can serve: how much does it sell? */
export const saturation: ExperimentRecipe = {
  name: 'saturation',
  plans: (seed) =>
    plansOf(seed, [
      { guard: 'none', load: waiting(8_000, 30) },
      ...([10, 30, 200] as const).flatMap((atOnce) =>
        (['optimistic', 'pessimistic', 'transaction'] as const).map((guard) => ({
          guard,
          load: waiting(2_000, atOnce),
        })),
      ),
      {
        guard: 'optimistic',
        load: waiting(2_000, 100),
        variant: 'no network, no pauses',
        overrides: { dynamodb: { networkMs: 0 }, rules: { firstRacePauseMs: 0 } },
      },
      { guard: 'conditional', load: arriving(15_000, 1_500) },
      { guard: 'cached', load: arriving(15_000, 1_500) },
      { guard: 'sharded', load: arriving(120_000, 18_000) },
      { guard: 'sharded', load: arriving(15_000, 1_500), overrides: { dynamodb: onOnePartition } },
      { guard: 'combined', load: arriving(200_000, 40_400), variant: 'one writer, just below its limit' },
      { guard: 'combined', load: arriving(225_000, 45_000), variant: 'one writer, beyond its limit' },
      ...[{}, onOnePartition].map((dynamodb) => ({
        guard: 'combined' as const,
        load: arriving(300_000, 102_000),
        variant: '4 writers',
        overrides: { dynamodb, rules: { writers: 4 } },
      })),
    ]),
  conclude: (ran) => ({
    cells: ran.map(({ cell }) => cell),
    findings: ran
      .filter(({ plan }) => plan.load.atOnce === undefined)
      .map(
        (one) =>
          `${titleOf(one)}: ${figure(one.cell.soldPerSecond)} sales/s of one product, ${figure(one.cell.writeUnitsPerSale)} write units a sale, p99 ${figure(one.cell.success.p99Ms)} ms.`,
      ),
  }),
};
