import type { Cell, Plan } from '../../lab/cell';
import { parameters } from '../../lab/parameters';
import { simulate } from '../../lab/simulator/run';
import { seeds, smallPlan } from './plans';

const leaseMs = parameters.rules.leaseMs.value;

async function locked(seed: number, atOnce: number, lostAnswers: number): Promise<Cell> {
  const plan: Partial<Plan> = {
    load: { buyers: 60, units: 100, atOnce },
    overrides: { dynamodb: { lostAnswers } },
  };
  return (await simulate(smallPlan('pessimistic', seed, plan))).cell;
}

test('whoever holds the lock and does not know it, because the answer was lost, goes on before its lease has ended', async () => {
  const gaps = [];
  for (const seed of seeds(20)) {
    const { sold, conserved, longestGapMs } = await locked(seed, 1, 0.1);
    expect({ sold, conserved }).toEqual({ sold: 60, conserved: true });
    gaps.push(longestGapMs);
  }

  expect(Math.max(...gaps)).toBeGreaterThan(parameters.dynamodb.timeoutMs.value);
  expect(gaps.filter((gap) => gap >= leaseMs)).toEqual([]);
});

test('a lock that is held by another order of the same process is not free', async () => {
  const { writeUnitsPerSale, sold } = await locked(3, 8, 0);

  // the lock, the sale, and the race for a lock that was seen free: who only waits writes nothing
  expect(sold).toBe(60);
  expect(writeUnitsPerSale).toBeGreaterThan(2);
  expect(writeUnitsPerSale).toBeLessThan(3);
});
