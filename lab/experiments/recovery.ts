import type { Plan } from '../cell';
import { guardNames } from '../guards/all';
import { figure, plansOf, titleOf, type ExperimentRecipe } from './recipe';

const STRIKES_AT = 2_000;
const waiting = { buyers: 800, units: 10_000, atOnce: 30 };
const rush = { buyers: 25_000, units: 100_000, perSecond: 5_000 };
const outsold = { buyers: 12_000, units: 3_000, perSecond: 2_000 };

const accidents: readonly (Pick<Plan, 'guard' | 'load' | 'variant'> &
  Pick<Partial<Plan>, 'faults' | 'overrides'>)[] = [
  { guard: 'pessimistic', load: waiting, variant: 'nothing happens' },
  {
    guard: 'pessimistic',
    load: waiting,
    variant: '1 % of answers are lost',
    overrides: { dynamodb: { lostAnswers: 0.01 } },
  },
  {
    guard: 'pessimistic',
    load: waiting,
    variant: 'the holder of the lock crashes',
    faults: [{ atMs: STRIKES_AT, what: 'crash holder' }],
  },
  {
    guard: 'pessimistic',
    load: waiting,
    variant: 'the holder of the lock stands still for 3 s',
    faults: [{ atMs: STRIKES_AT, what: 'pause holder', forMs: 3_000 }],
  },
  { guard: 'combined', load: rush, variant: 'nothing happens' },
  {
    guard: 'combined',
    load: rush,
    variant: 'the combining process crashes',
    faults: [{ atMs: STRIKES_AT, what: 'crash writer' }],
  },
  { guard: 'cached', load: outsold, variant: 'nothing happens' },
  ...(['wipe cache', 'double cache', 'freeze cache'] as const).map((what) => ({
    guard: 'cached' as const,
    load: outsold,
    variant: {
      'wipe cache': 'the cache is wiped',
      'double cache': 'the cache doubles its count',
      'freeze cache': 'the cache freezes for 1 s',
    }[what],
    faults: [{ atMs: STRIKES_AT, what, ...(what === 'freeze cache' && { forMs: 1_000 }) }],
  })),
];

/** Somebody dies in the wrong moment: is a unit lost or sold twice, and how long does nobody sell? */
export const recovery: ExperimentRecipe = {
  name: 'recovery',
  plans: (seed) =>
    plansOf(seed, [
      ...accidents,
      ...guardNames
        .filter((guard) => guard !== 'none')
        .map((guard) => ({
          guard,
          load: { buyers: 600, units: 400, perSecond: 100 },
          variant: '5 % of answers are lost',
          overrides: { dynamodb: { lostAnswers: 0.05 } },
        })),
    ]),
  conclude: (ran) => ({
    cells: ran.map(({ cell }) => cell),
    findings: ran.map((one) => {
      const { oversold, undersold, lostUpdates, soldPerSecond, longestGapMs, conserved } = one.cell;
      const books = conserved
        ? `${figure(oversold)} oversold, ${figure(undersold)} undersold`
        : `the books are wrong (${figure(oversold)} oversold, ${figure(undersold)} undersold, ${figure(lostUpdates)} overwritten)`;
      return `${titleOf(one)}: ${books}; ${figure(soldPerSecond)} sales/s, and the longest time without one was ${figure(longestGapMs)} ms.`;
    }),
  }),
};
