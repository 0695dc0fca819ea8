import type { Cell, Plan, Run } from '../../lab/cell';
import { guardNames } from '../../lab/guards/all';
import { simulate } from '../../lab/simulator/run';
import { runInThreads } from '../../lab/threads';
import { seeds, smallPlan, someAnswersAreLost } from './plans';

const timeless = ({ cell }: Run): Cell => ({ ...cell, realSeconds: 0 });

test('equal seeds give equal cells in whatever thread and order they run, and other seeds give others', async () => {
  const plans = guardNames.map((guard) => smallPlan(guard, 7));

  const alone = [];
  for (const plan of [...plans].reverse()) alone.unshift(timeless(await simulate(plan)));
  const inThreads = (await runInThreads(plans, () => undefined)).map(timeless);
  const other = timeless(await simulate(smallPlan('optimistic', 8)));

  expect(JSON.stringify(inThreads)).toBe(JSON.stringify(alone));
  expect(JSON.stringify(alone)).not.toContain(JSON.stringify(other.success));
});

test('a conditional write sells what one partition allows, 1,000 a second, and shards as many times that', async () => {
  const flood = { overrides: { rules: { shards: 4 } }, fill: 0 };
  const one = await simulate(
    smallPlan('conditional', 1, { fill: 0, load: { buyers: 12_000, units: 15_000, perSecond: 1_500 } }),
  );
  const four = await simulate(
    smallPlan('sharded', 1, { ...flood, load: { buyers: 44_000, units: 50_000, perSecond: 4_400 } }),
  );

  expect(one.cell.soldPerSecond / 1_000).toBeGreaterThan(0.9);
  expect(one.cell.soldPerSecond / 1_000).toBeLessThan(1.1);
  expect(four.cell.soldPerSecond / 4_000).toBeGreaterThan(0.9);
  expect(four.cell.soldPerSecond / 4_000).toBeLessThan(1.1);
});

test('counters of one product that share a partition sell together what it allows, however many they are', async () => {
  const shared = { dynamodb: { sharedPartition: 1 } };
  const { cell } = await simulate(
    smallPlan('sharded', 1, {
      fill: 0,
      overrides: { ...shared, rules: { shards: 4 } },
      load: { buyers: 6_000, units: 50_000, perSecond: 1_500 },
    }),
  );

  expect(cell.counters).toBe('on one partition');
  expect(cell.soldPerSecond / 1_000).toBeGreaterThan(0.8);
  expect(cell.soldPerSecond / 1_000).toBeLessThan(1.1);
});

test('a cell says where its counters are kept, if it has several', async () => {
  const load = { buyers: 5, units: 20, perSecond: 50 };
  const counters = async (guard: Plan['guard'], overrides: Plan['overrides'] = {}) =>
    (await simulate(smallPlan(guard, 1, { load, overrides }))).cell.counters;

  expect(await counters('sharded')).toBe('on their own partitions');
  expect(await counters('combined', { rules: { writers: 4 } })).toBe('on their own partitions');
  expect(await counters('combined')).toBeUndefined();
  expect(await counters('conditional', { dynamodb: { sharedPartition: 1 } })).toBeUndefined();
});

test('combining sells 40,000 a second of one item, the slowest hundredth within 25 ms', async () => {
  const { cell } = await simulate(
    smallPlan('combined', 1, { load: { buyers: 80_000, units: 100_000, perSecond: 40_250 } }),
  );

  expect(cell.soldPerSecond).toBeGreaterThanOrEqual(39_500);
  expect(cell.success.p99Ms).toBeLessThanOrEqual(25);
  expect(cell.writeUnitsPerSale).toBeLessThan(0.03);
});

test('in a flash sale nobody is throttled where processes remember "sold out", and without the memory most are', async () => {
  const load = { buyers: 100_000, units: 1_000, perSecond: 16_667 };
  const { cell: remembers } = await simulate(smallPlan('conditional', 1, { soldOutMemory: true, load }));
  const { cell: forgets } = await simulate(smallPlan('conditional', 1, { load }));

  expect(remembers).toMatchObject({ sold: 1_000, refused: 99_000, throttled: 0, gaveUp: 0, oversold: 0 });
  expect(forgets.throttled).toBeGreaterThan(50_000);
});

test('an order that is sent again counts once, however many answers are lost', async () => {
  const runs = [];
  for (const seed of seeds(5))
    runs.push(
      await simulate(
        smallPlan('conditional', seed, {
          overrides: { dynamodb: { lostAnswers: 0.4 } },
          load: { buyers: 20, units: 50, perSecond: 50 },
        }),
      ),
    );

  expect(runs.map(({ cell }) => [cell.sold, cell.conserved, cell.lostUpdates])).toEqual(
    runs.map(() => [20, true, 0]),
  );
  expect(runs.every(({ cell }) => cell.attempts > 20)).toBe(true);
});

test('a reservation behind a queue answers no sooner than one in the call', async () => {
  const load = { buyers: 200, units: 400, perSecond: 50 };
  const call = await simulate(smallPlan('conditional', 1, { load }));
  const queue = await simulate(
    smallPlan('conditional', 1, {
      load,
      runtime: 'queue',
      overrides: { queue: { pollMs: 0 }, ...someAnswersAreLost },
    }),
  );

  expect(Number(queue.cell.success.p50Ms)).toBeGreaterThan(Number(call.cell.success.p50Ms));
  expect(queue.cell).toMatchObject({ sold: 200, conserved: true });
});

test('a hold at the button lets nobody type in vain, and keeps units from the shelf that nobody pays for', async () => {
  const load = { buyers: 300, units: 100, perSecond: 10 };
  const early = await simulate(smallPlan('conditional', 1, { load, hold: 'at the button' }));
  const late = await simulate(smallPlan('conditional', 1, { load, hold: 'at payment' }));

  expect(early.cell).toMatchObject({ typedInVain: 0, conserved: true });
  expect(late.cell).toMatchObject({ sold: 100, undersold: 0, conserved: true });
  expect(late.cell.typedInVain).toBeGreaterThan(50);
  expect(early.cell.sold + early.cell.undersold).toBe(100);
});
