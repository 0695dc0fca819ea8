import type { Cell } from '../../lab/cell';
import { claimsOn } from '../../lab/claims/all';
import type { Experiment } from '../../lab/document';
import { comparisonsOf } from '../../lab/engine/compare';
import { experiments } from '../../lab/experiments/all';
import { guardNames, type GuardName } from '../../lab/guards/all';
import { cell } from '../lab-report/documents';

const run = (name: Experiment['name'], cells: readonly Cell[]): Experiment => ({ name, cells, findings: [] });
const at = (guard: string, atOnce: number, more: Partial<Cell> = {}) =>
  cell({ guard, load: { buyers: 10, units: 20, perSecond: 5, atOnce }, ...more });

test('every claim without a publication that can be looked up is called our earlier model', () => {
  const locks = (['optimistic', 'pessimistic'] as const).map((guard) => at(guard, 30));
  const overSeeds = {
    soldPerSecond: { mean: 2, low: 1, high: 3 },
    p99Ms: { mean: 2, low: 1, high: 3 },
    writeUnitsPerSale: { mean: 2, low: 1, high: 3 },
  };
  const found = claimsOn([
    run('saturation', [cell({ guard: 'conditional' }), at('pessimistic', 10)]),
    run('flash', [cell({ guard: 'conditional' })]),
    run('sweep', [at('conditional', 30), ...locks]),
    run('storm', [at('conditional', 30), ...locks]),
    {
      ...run('umbrella', locks),
      contrast: { store: 'SQL', cells: locks.map((one) => ({ ...one, overSeeds })), crossings: [] },
    },
  ]);

  const of = (by: string) => found.filter((claim) => claim.by === by);
  expect(of('a publication')).toHaveLength(2);
  expect(of('a publication').every(({ source }) => source.startsWith('github.com/'))).toBe(true);
  expect(of('our earlier model')).toHaveLength(6);
  expect(of('our earlier model').every(({ source }) => source.includes('this project'))).toBe(true);
});

test('the earlier model is held against counters on their own partitions, wherever the others stand', () => {
  const counters = (['on one partition', 'on their own partitions'] as const).map((where, at) => [
    cell({ guard: 'sharded', soldPerSecond: [950, 14_630][at]!, counters: where }),
    cell({ guard: 'combined', variant: '4 writers', soldPerSecond: [40_900, 101_700][at]!, counters: where }),
  ]);
  const flash = (['on one partition', 'on their own partitions'] as const).map((where, at) =>
    cell({ guard: 'sharded', throttled: [1, 970_000][at]!, counters: where }),
  );

  const found = claimsOn([run('saturation', counters.flat()), run('flash', flash)]);

  const measured = (words: string) => found.find(({ claim }) => claim.includes(words))?.measured;
  expect(measured('16 shards: sales/s')).toBe('14,630');
  expect(measured('4 writers: sales/s')).toBe('101,700');
  expect(measured('16 shards: buyers who get an error')).toBe('970,000');
});

describe('a comparison of model and engine', () => {
  const openRows = (guard: GuardName) =>
    comparisonsOf(cell({ guard }), cell({ guard }), { guard, atOnce: 10 })
      .filter(({ fixed }) => fixed === undefined)
      .map(({ measure }) => measure);

  test('is no evidence where the load decides it: units sold, buyers refused, units oversold', () => {
    const fixed = guardNames.flatMap((guard) =>
      comparisonsOf(cell({ guard }), cell({ guard }), { guard, atOnce: 10 }).filter(({ measure }) =>
        ['sold', 'refused', 'oversold'].includes(measure),
      ),
    );

    expect(fixed).toHaveLength(24);
    expect(fixed.every((row) => row.fixed?.startsWith('the load decides it'))).toBe(true);
  });

  test('is no evidence where the guard always makes the same calls', () => {
    expect(openRows('none')).toEqual([]);
    expect(openRows('conditional')).toEqual([]);
    expect(openRows('cached')).toEqual(['calls a buyer']);
  });

  test.each(['optimistic', 'pessimistic', 'transaction', 'sharded', 'combined'] as const)(
    'is evidence in what a sale costs with %s',
    (guard) => expect(openRows(guard)).toEqual(['write units a sale', 'calls a buyer']),
  );

  test('says by how much they differ, and why, where that is known', () => {
    const [model, engine] = [4, 2].map((writeUnitsPerSale) =>
      cell({ guard: 'transaction', writeUnitsPerSale }),
    );
    const rows = comparisonsOf(model!, engine!, { guard: 'transaction', atOnce: 30 });

    expect(rows.find(({ measure }) => measure === 'write units a sale')).toMatchObject({
      model: 4,
      engine: 2,
      difference: 1,
      why: expect.stringContaining('wait for each other') as string,
    });
    expect(rows.find(({ measure }) => measure === 'calls a buyer')?.why).toBeUndefined();
  });
});

describe('the lab runs', () => {
  const shared = (name: Experiment['name']) =>
    experiments[name]
      .plans(1)
      .filter(({ overrides }) => overrides?.dynamodb?.sharedPartition === 1)
      .map(({ guard, runtime, soldOutMemory, variant }) => [guard, runtime, soldOutMemory, variant]);

  test('what several counters sell on one partition beside what they sell on their own', () => {
    expect(shared('saturation')).toEqual([
      ['sharded', 'containers', false, undefined],
      ['combined', 'containers', false, '4 writers'],
    ]);
    expect(shared('flash')).toEqual([['sharded', 'containers', true, undefined]]);
  });

  test('the same flash sale with the sold-out memory in containers and on functions', () => {
    const plans = experiments.functions.plans(1);
    const of = (wanted: string) =>
      plans.filter(({ runtime }) => runtime === wanted).map(({ runtime: _, ...plan }) => plan);

    expect(of('lambda')).toEqual(of('containers'));
    expect(of('lambda').map(({ guard }) => guard)).toEqual(['conditional', 'combined', 'sharded', 'sharded']);
    expect(plans.every(({ soldOutMemory, fill }) => soldOutMemory && fill === 1)).toBe(true);
    expect(plans.every(({ load }) => load.buyers >= 20 * load.units)).toBe(true);
  });

  test('the lock with 1 % of its answers lost', () => {
    expect(
      experiments.recovery.plans(1).filter(({ overrides }) => overrides?.dynamodb?.lostAnswers === 0.01),
    ).toMatchObject([{ guard: 'pessimistic', load: { atOnce: 30 } }]);
  });
});
