import { experiments } from '../../lab/experiments/all';
import { simulate } from '../../lab/simulator/run';
import { runInThreads } from '../../lab/threads';
import { seeds, smallPlan } from './plans';

test('other seeds cross, and do not cross, on the same measures and at the same places', async () => {
  const conclusions = [];
  for (const seed of [11, 2_026]) {
    const plans = experiments.umbrella.plans(seed);
    const runs = await runInThreads(plans, () => undefined);
    const { crossings = [] } = experiments.umbrella.conclude(
      plans.flatMap((plan, index) => (runs[index] ? [{ ...runs[index], plan }] : [])),
    );
    conclusions.push(
      crossings.map((one) => ('at' in one ? `${one.metric}: ${one.ahead}` : `${one.metric}: none`)),
    );
  }

  expect(conclusions[0]).toEqual([
    'soldPerSecond: none',
    'p99Ms: none',
    'writeUnitsPerSale: pessimistic',
    'writeUnitsPerSale: optimistic',
  ]);
  expect(conclusions[1]).toEqual(conclusions[0]);
});

test('combining sells 40,000 a second of one item within 25 ms, and four writers 100,000, with several seeds', async () => {
  for (const seed of seeds(4)) {
    const one = await simulate(
      smallPlan('combined', seed, { load: { buyers: 200_000, units: 300_000, perSecond: 40_250 } }),
    );
    const four = await simulate(
      smallPlan('combined', seed, {
        load: { buyers: 300_000, units: 400_000, perSecond: 100_500 },
        overrides: { rules: { writers: 4 } },
      }),
    );

    expect(one.cell.soldPerSecond).toBeGreaterThanOrEqual(39_900);
    expect(one.cell.success.p99Ms).toBeLessThanOrEqual(25);
    expect(four.cell.soldPerSecond).toBeGreaterThanOrEqual(99_500);
    expect(four.cell.success.p99Ms).toBeLessThanOrEqual(25);
  }
});

test('a million buyers in a minute for 10,000 units: nobody is throttled where processes remember "sold out"', async () => {
  for (const guard of ['conditional', 'combined', 'sharded'] as const) {
    const load = { buyers: 1_000_000, units: 10_000, perSecond: 1_000_000 / 60 };
    const { cell } = await simulate(smallPlan(guard, 3, { soldOutMemory: true, load }));

    expect(cell).toMatchObject({
      sold: 10_000,
      refused: 990_000,
      throttled: 0,
      gaveUp: 0,
      oversold: 0,
      undersold: 0,
    });
  }
});
