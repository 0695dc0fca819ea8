import { crossingsOf, type Point } from '../../lab/measure/crossings';

const contest = (points: readonly Point[]) => ({
  metric: 'sales',
  first: 'optimistic',
  second: 'pessimistic',
  points,
});
const jitter = [-0.02, -0.015, -0.01, -0.005, 0.005, 0.01, 0.015, 0.02];
const lead = (atOnce: number, mean: number): Point => ({ atOnce, leads: jitter.map((some) => mean + some) });

test('the crossing lies where the lead is zero, with an interval around it', () => {
  const [crossing, ...more] = crossingsOf(
    contest([lead(1, 1), lead(10, 0.5), lead(100, -0.5), lead(1_000, -1)]),
  );

  expect(more).toEqual([]);
  expect(crossing).toMatchObject({ ahead: 'pessimistic', seeds: 8 });
  expect(crossing?.at).toBeCloseTo(31.6, 0);
  expect(crossing?.low).toBeLessThan(31.6);
  expect(crossing?.high).toBeGreaterThan(31.6);
});

test('a lead that changes hands twice has two crossings', () => {
  const crossings = crossingsOf(contest([lead(1, 1), lead(10, -1), lead(100, 1)]));

  expect(crossings.map(({ ahead }) => ahead)).toEqual(['pessimistic', 'optimistic']);
});

test('where the seeds do not tell who is ahead, that is no crossing', () => {
  expect(crossingsOf(contest([lead(1, 1), lead(10, 0.001), lead(100, 1)]))).toEqual([]);
  expect(crossingsOf(contest([lead(1, 1), lead(10, 0.001), lead(100, -0.001)]))).toEqual([]);
});
