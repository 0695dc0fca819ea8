import type { Cell, Fault, Plan } from '../../lab/cell';
import { guardNames } from '../../lab/guards/all';
import type { Recipe } from '../../lab/guards/promise';
import { simulate } from '../../lab/simulator/run';
import {
  cacheGrants,
  forgetsItsBatch,
  forgetsItsMark,
  memoryGrants,
  readThenWrite,
  withoutFence,
} from './broken-guards';
import { seeds, smallPlan, someAnswersAreLost } from './plans';

const guards = guardNames.filter((guard) => guard !== 'none');
const writerCrashes: readonly Fault[] = [{ atMs: 40, what: 'crash writer' }];
const holderCrashes: readonly Fault[] = [{ atMs: 40, what: 'crash holder' }];

const circumstances: Readonly<Record<string, Partial<Plan>>> = {
  'nothing happens': {},
  'orders want up to 4 units': { largestQuantity: 4 },
  'answers are lost': { overrides: someAnswersAreLost },
  'answers are lost and orders want up to 4 units': { largestQuantity: 4, overrides: someAnswersAreLost },
  'a process crashes': { faults: writerCrashes },
  'a process crashes and answers are lost': { faults: writerCrashes, overrides: someAnswersAreLost },
  'it runs on Lambda and answers are lost': {
    runtime: 'lambda',
    overrides: someAnswersAreLost,
    load: { buyers: 40, units: 25, atOnce: 12 },
  },
  'it has the sold-out memory': { soldOutMemory: true },
};

const broken = ({ conserved, oversold }: Cell) => !conserved || oversold > 0;

async function cellsOf(plans: readonly Plan[], recipe?: Recipe): Promise<Cell[]> {
  const cells: Cell[] = [];
  for (const plan of plans) cells.push((await simulate(plan, recipe)).cell);
  return cells;
}

describe.each(guards)('%s keeps the books', (guard) => {
  test.each(Object.entries(circumstances))('when %s', async (_, more) => {
    const cells = await cellsOf(seeds(6).map((seed) => smallPlan(guard, seed, more)));

    expect(cells.filter(broken)).toEqual([]);
    expect(cells.every(({ sold }) => sold > 0)).toBe(true);
  });
});

test('pessimistic keeps the books when the holder of the lock crashes or stands still for longer than its lease', async () => {
  const pauses: readonly Fault[] = [{ atMs: 40, what: 'pause holder', forMs: 3_000 }];
  const plans = seeds(4).flatMap((seed) =>
    [holderCrashes, pauses].map((faults) => smallPlan('pessimistic', seed, { faults })),
  );

  expect((await cellsOf(plans)).filter(broken)).toEqual([]);
});

test.each(['wipe cache', 'double cache', 'freeze cache'] as const)(
  'cached keeps the books after: %s',
  async (what) => {
    const plans = seeds(4).map((seed) =>
      smallPlan('cached', seed, { faults: [{ atMs: 50, what, forMs: 30 }] }),
    );

    expect((await cellsOf(plans)).filter(broken)).toEqual([]);
  },
);

test('where stock lies in 16 shards, none of it is left while somebody is told "sold out"', async () => {
  const plans = seeds(8).map((seed) =>
    smallPlan('sharded', seed, { largestQuantity: 3, load: { buyers: 60, units: 40, perSecond: 400 } }),
  );

  expect((await cellsOf(plans)).map(({ undersold }) => undersold)).toEqual(plans.map(() => 0));
});

test('without a guard the books are wrong in at least 999 runs of 1,000', async () => {
  const load = { buyers: 24, units: 12, atOnce: 8 };
  const cells = await cellsOf(seeds(1_000).map((seed) => smallPlan('none', seed, { load })));

  expect(cells.filter(broken).length).toBeGreaterThanOrEqual(999);
});

describe('the judge sees', () => {
  const rush = { buyers: 120, units: 80, perSecond: 1_000 };
  const stands: readonly Fault[] = [{ atMs: 40, what: 'pause holder', forMs: 3_000 }];
  const faulty: readonly (readonly [string, Recipe, Partial<Plan> & Pick<Plan, 'guard'>])[] = [
    ['a read and a write that call themselves conditional', readThenWrite, { guard: 'conditional' }],
    ['a lock without a fence', withoutFence, { guard: 'pessimistic', faults: stands }],
    ['a batch that forgets whose it was', forgetsItsBatch, { guard: 'combined', faults: writerCrashes }],
    ['a retry that counts twice', forgetsItsMark, { guard: 'conditional', overrides: someAnswersAreLost }],
    ['a cache that grants', cacheGrants, { guard: 'cached' }],
    ['a memory that grants', memoryGrants, { guard: 'conditional', soldOutMemory: true }],
  ];

  test.each(faulty)('%s', async (_, recipe, { guard, ...more }) => {
    const plans = seeds(10).map((seed) => smallPlan(guard, seed, { load: rush, ...more }));

    const [faultless, found] = [await cellsOf(plans), await cellsOf(plans, recipe)];

    expect(found.some(broken)).toBe(true);
    expect(faultless.filter(broken)).toEqual([]);
  });
});
