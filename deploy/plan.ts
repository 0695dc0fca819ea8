import type { Assembly } from '../lib/guards/assembly';
import type { StageName } from '../lib/stage-config';
import { billOf } from './cost/bill';

/** What a deployment makes, and what that costs while nobody uses it. */
export interface Plan {
  readonly stacks: readonly PlannedStack[];
  readonly idleDollarsPerMonth: number;
}

export interface PlannedStack {
  readonly stack: string;
  /** How many of each type. */
  readonly resources: Readonly<Record<string, number>>;
}

/** Plans what is in the templates. Resources that are there already are changed, not made again. */
export function planOf(assembly: Assembly): Plan {
  const stacks = [...new Set(assembly.resources.map(({ stack }) => stack))];

  return {
    stacks: stacks.map((stack) => ({
      stack,
      resources: countTypes(assembly.resources.filter((resource) => resource.stack === stack)),
    })),
    idleDollarsPerMonth: billOf(assembly, 0).reduce((sum, { dollars }) => sum + dollars, 0),
  };
}

export function planText({ stacks, idleDollarsPerMonth }: Plan, stage: StageName): string {
  return [
    ...stacks.flatMap(({ stack, resources }) => [
      stack,
      ...Object.entries(resources).map(([type, count]) => `  ${String(count).padStart(3)} ${type}`),
    ]),
    `What is there already is changed, not made again: npx cdk diff 'holdfast-${stage}/*' shows how.`,
    `It costs about $${idleDollarsPerMonth.toFixed(2)} a month while nobody uses it: npm run cost -- --stage ${stage} --orders 0`,
  ].join('\n');
}

function countTypes(resources: readonly { readonly type: string }[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { type } of resources) counts.set(type, (counts.get(type) ?? 0) + 1);

  return Object.fromEntries([...counts].sort(([a], [b]) => a.localeCompare(b)));
}
