import type { Cell } from '../../lab/cell';
import type { Experiment, ExperimentName, LabDocument } from '../../lab/document';
import { parameters } from '../../lab/parameters';

/** A cell with nothing remarkable about it. */
export function cell(some: Partial<Cell> & Pick<Cell, 'guard'>): Cell {
  return {
    soldOutMemory: false,
    backend: 'simulator',
    runtime: 'containers',
    load: { buyers: 1_000, units: 2_000, perSecond: 100 },
    sold: 1_000,
    oversold: 0,
    undersold: 0,
    lostUpdates: 0,
    soldPerSecond: 100,
    refused: 0,
    refusedPerSecond: 0,
    throttled: 0,
    gaveUp: 0,
    attempts: 1_000,
    success: { p50Ms: 5, p99Ms: 11, p999Ms: 13 },
    refusal: { p50Ms: null, p99Ms: null, p999Ms: null },
    writeUnitsPerSale: 1,
    readUnitsPerSale: 0,
    writeUnitsPerRefusal: null,
    dollarsPerMillionSales: 0.7,
    orderInversions: 0,
    longestGapMs: 20,
    conserved: true,
    realSeconds: 0,
    ...some,
  };
}

/** Both locks before a small crowd and a large one. */
export function duel(rates: {
  readonly optimistic: readonly [number, number];
  readonly pessimistic: readonly [number, number];
}): Cell[] {
  return (['optimistic', 'pessimistic'] as const).flatMap((guard) =>
    [1, 200].map((atOnce, at) =>
      cell({
        guard,
        load: { buyers: 1_000, units: 2_000, perSecond: 100, atOnce },
        soldPerSecond: rates[guard][at] ?? 0,
      }),
    ),
  );
}

export function experiment(
  name: ExperimentName,
  cells: Experiment['cells'],
  more: Partial<Experiment> = {},
): Experiment {
  return { name, cells, findings: [], ...more };
}

export function documentOf(...experiments: readonly Experiment[]): LabDocument {
  return { seed: 7, commit: 'abc1234', parameters, experiments, claims: [], comparisons: [], speeds: [] };
}

const crowd = { buyers: 90_000, units: 300, perSecond: 1_500 };

export const flashSale = experiment(
  'flash',
  [
    cell({ guard: 'conditional', load: crowd, sold: 300, refused: 9_000, throttled: 80_700 }),
    cell({
      guard: 'combined',
      soldOutMemory: true,
      load: crowd,
      sold: 300,
      refused: 89_700,
      refusal: { p50Ms: 0, p99Ms: 0, p999Ms: 6 },
      writeUnitsPerRefusal: 0.0001,
      dollarsPerMillionSales: 0.31,
    }),
  ],
  {
    races: [
      {
        guard: 'combined',
        soldOutMemory: true,
        timeline: { stepMs: 1_000, sold: [300, 0], refused: [1_000, 88_700], failed: [] },
      },
    ],
  },
);

const shorter = { buyers: 20_000, units: 1_200, perSecond: 1_500 };

export const onFunctions = experiment('functions', [
  cell({ guard: 'combined', soldOutMemory: true, load: shorter, sold: 1_200, refused: 18_800 }),
  ...(
    [
      ['combined', 15, 19_985, undefined],
      ['sharded', 1_200, 71, 'on their own partitions'],
      ['sharded', 1_200, 640, 'on one partition'],
    ] as const
  ).map(([guard, sold, throttled, counters]) =>
    cell({
      guard,
      soldOutMemory: true,
      runtime: 'lambda',
      load: shorter,
      sold,
      throttled,
      soldPerSecond: sold / 2,
      ...(counters && { counters }),
    }),
  ),
]);

export const unguarded = cell({
  guard: 'none',
  load: { buyers: 100, units: 10, perSecond: 900, atOnce: 100 },
  sold: 54,
  oversold: 44,
  lostUpdates: 44,
  conserved: false,
  refused: 46,
});

/** Something of every experiment. */
export const everything = documentOf(
  experiment('umbrella', duel({ optimistic: [112, 183], pessimistic: [100, 114] }), {
    crossings: [{ metric: 'soldPerSecond', crossing: null, reason: 'nobody is told when the lock is free' }],
    contrast: {
      store: 'a SQL database, whose waiters stand in line',
      cells: duel({ optimistic: [440, 340], pessimistic: [360, 361] }),
      crossings: [{ metric: 'soldPerSecond', at: 41.4, low: 26, high: 67, seeds: 8, ahead: 'pessimistic' }],
    },
  }),
  experiment('sweep', [
    unguarded,
    ...[10, 2_000].map((perSecond) =>
      cell({
        guard: 'conditional',
        load: { buyers: 200, units: 400, perSecond },
        soldPerSecond: perSecond / 2,
      }),
    ),
    { guard: 'cached', backend: 'engine', notRun: 'no redis-server on this machine' },
  ]),
  experiment('saturation', [
    cell({ guard: 'conditional', soldPerSecond: 984 }),
    cell({ guard: 'optimistic', soldPerSecond: 188, writeUnitsPerSale: 4.89 }),
    cell({ guard: 'optimistic', soldPerSecond: 222, variant: 'no network, no pauses' }),
    ...([99_800, 40_900] as const).map((soldPerSecond, at) =>
      cell({
        guard: 'combined',
        soldPerSecond,
        writeUnitsPerSale: 0.0283,
        variant: '4 writers',
        counters: at === 0 ? 'on their own partitions' : 'on one partition',
      }),
    ),
  ]),
  flashSale,
  onFunctions,
  experiment('storm', [
    cell({ guard: 'sharded', sold: 0, soldPerSecond: 0, writeUnitsPerRefusal: 16, writeUnitsPerSale: null }),
    cell({ guard: 'sharded', sold: 0, soldPerSecond: 0, writeUnitsPerRefusal: 0, soldOutMemory: true }),
  ]),
  experiment('rest', [
    cell({ guard: 'conditional' }),
    cell({ guard: 'conditional', runtime: 'lambda', dollarsPerMillionSales: 44 }),
  ]),
  experiment('recovery', [
    cell({ guard: 'pessimistic', variant: 'the holder crashes', longestGapMs: 2_010 }),
  ]),
  experiment('async', [
    cell({ guard: 'conditional', variant: 'synchronous' }),
    cell({ guard: 'conditional', variant: 'asynchronous', runtime: 'queue' }),
    cell({ guard: 'conditional', variant: 'hold at payment', typedInVain: 83 }),
  ]),
  experiment('cache', [cell({ guard: 'conditional' }), cell({ guard: 'cached', attempts: 10 })]),
);
