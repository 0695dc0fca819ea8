import type { Plan } from '../../lab/cell';

/** A small run: more buyers than units, in four containers, and nothing goes wrong but what is asked for. */
export function smallPlan(guard: Plan['guard'], seed: number, more: Partial<Plan> = {}): Plan {
  return {
    guard,
    seed,
    soldOutMemory: false,
    runtime: 'containers',
    load: { buyers: 40, units: 25, perSecond: 400 },
    ...more,
  };
}

export function seeds(count: number): number[] {
  return Array.from({ length: count }, (_, seed) => seed + 1);
}

export const someAnswersAreLost = { dynamodb: { lostAnswers: 0.1 } } as const;
