import type { Plan, Run } from '../cell';
import type { Experiment, ExperimentName } from '../document';

/** A plan and what came of it. */
export interface Ran extends Run {
  readonly plan: Plan;
}

/** An experiment as a recipe: the runs it wants, and what they say. It may be asked about one guard alone, and then gets that guard's runs only. */
export interface ExperimentRecipe {
  readonly name: ExperimentName;
  readonly plans: (seed: number) => readonly Plan[];
  readonly conclude: (ran: readonly Ran[]) => Omit<Experiment, 'name'>;
}

/** What most plans have in common: a few containers, no memory, a shop in the midst of its day. */
export function plansOf(
  seed: number,
  some: readonly (Partial<Plan> & Pick<Plan, 'guard' | 'load'>)[],
): Plan[] {
  return some.map((plan) => ({ soldOutMemory: false, runtime: 'containers', seed, fill: 0, ...plan }));
}

export const bothMemories = [false, true] as const;

/** The counters of a product share a partition, as they do until DynamoDB splits it. */
export const onOnePartition = { sharedPartition: 1 } as const;

/** A guard's name as a sentence calls it. */
export function titleOf({ cell }: Pick<Ran, 'cell'>): string {
  const { guard, soldOutMemory, variant, counters } = cell;
  const notes = [variant, counters && `counters ${counters}`].filter((note) => note !== undefined);
  return [
    guard,
    ...(soldOutMemory ? ['with the sold-out memory'] : []),
    ...(notes.length > 0 ? [`(${notes.join(', ')})`] : []),
  ].join(' ');
}

export function found(
  ran: readonly Ran[],
  guard: Plan['guard'],
  matches: (plan: Plan) => boolean = () => true,
): Ran | undefined {
  return ran.find(({ plan }) => plan.guard === guard && matches(plan));
}

/** A figure in a sentence: whole from 100 on, and with commas. */
export function figure(value: number | null | undefined): string {
  if (value === null || value === undefined) return 'none';
  return value.toLocaleString('en-US', { maximumSignificantDigits: Math.abs(value) >= 1_000 ? 4 : 3 });
}
