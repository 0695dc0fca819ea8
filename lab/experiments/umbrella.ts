import type { Cell, Plan } from '../cell';
import type { Contrast, Crossing, NoCrossing } from '../document';
import { crossingsOf, leaderAt, type Contest, type Point } from '../measure/crossings';
import { seedsFrom, spreadOf } from '../measure/over-seeds';
import { figure, plansOf, type ExperimentRecipe, type Ran } from './recipe';

const contentions = [1, 2, 3, 5, 8, 12, 20, 30, 50, 80, 120, 200] as const;
const onSql = [1, 2, 4, 8, 16, 30, 60, 100] as const;
const guards = ['optimistic', 'pessimistic'] as const;

interface Measure {
  readonly metric: 'soldPerSecond' | 'p99Ms' | 'writeUnitsPerSale';
  readonly of: (cell: Cell) => number;
  /** 1 where more is better, -1 where less is. */
  readonly better: 1 | -1;
}

const measures: readonly Measure[] = [
  { metric: 'soldPerSecond', of: (cell) => cell.soldPerSecond, better: 1 },
  { metric: 'p99Ms', of: (cell) => cell.success.p99Ms ?? Infinity, better: -1 },
  { metric: 'writeUnitsPerSale', of: (cell) => cell.writeUnitsPerSale ?? Infinity, better: -1 },
];

/** Why the lead stays where it is, by measure and leader. */
const whyAhead: Readonly<Record<string, string>> = {
  'soldPerSecond optimistic':
    'a sale under a lease is two writes one after the other while everybody else waits, and nobody is told when the lock is free, so it also lies idle; an optimistic sale holds nothing, and one of the racers always wins.',
  'p99Ms optimistic':
    'waiters of a lease only look now and then, so some look at the wrong moment again and again, and each sale they miss takes two writes.',
};

/** The umbrella question: optimistic or pessimistic, and from which contention on? */
export const umbrella: ExperimentRecipe = {
  name: 'umbrella',
  plans: (seed) =>
    seedsFrom(seed).flatMap((one) => [
      ...plansOf(
        one,
        guards.flatMap((guard) =>
          contentions.map((atOnce) => ({ guard, load: { buyers: 1_000, units: 2_000, atOnce } })),
        ),
      ),
      ...plansOf(
        one,
        guards.flatMap((guard) =>
          onSql.map((atOnce) => ({
            guard,
            store: 'sql' as const,
            load: { buyers: 1_500, units: 3_000, atOnce },
          })),
        ),
      ),
    ]),
  conclude: (ran) => {
    const onDynamo = ran.filter(({ plan }) => plan.store !== 'sql');
    const crossings = changesOf(onDynamo, measures, '');
    const contrast = contrastOf(ran.filter(({ plan }) => plan.store === 'sql'));

    return {
      cells: cellsOf(onDynamo),
      crossings,
      contrast,
      findings: [
        ...sentences(crossings, 'On DynamoDB'),
        ...sentences(contrast.crossings, 'On a SQL row lock, whose waiters stand in line'),
      ],
    };
  },
};

function contrastOf(ran: readonly Ran[]): Contrast {
  return {
    store:
      'a SQL database: SELECT … FOR UPDATE locks the row, its waiters stand in line and the next one is woken; DynamoDB has no such lock',
    cells: cellsOf(ran),
    // a SQL database counts no units
    crossings: changesOf(
      ran,
      measures.filter(({ metric }) => metric !== 'writeUnitsPerSale'),
      ' on SQL',
    ),
  };
}

/** One cell for each guard and contention: the first seed's, with the spread over all. */
function cellsOf(ran: readonly Ran[]): Cell[] {
  const first = ran[0]?.plan.seed;
  return ran
    .filter(({ plan }) => plan.seed === first)
    .map(({ plan, cell }) => {
      const alike = sameAs(ran, plan.guard, plan.load.atOnce);
      const over = (of: (cell: Cell) => number) => spreadOf(alike.map((one) => of(one.cell)));
      const [soldPerSecond, p99Ms, writeUnitsPerSale] = measures.map(({ of }) => over(of));
      if (!soldPerSecond || !p99Ms || !writeUnitsPerSale) return cell;
      return { ...cell, overSeeds: { soldPerSecond, p99Ms, writeUnitsPerSale } };
    });
}

function sameAs(ran: readonly Ran[], guard: Plan['guard'], atOnce: number | undefined): Ran[] {
  return ran.filter(({ plan }) => plan.guard === guard && plan.load.atOnce === atOnce);
}

function changesOf(
  ran: readonly Ran[],
  wanted: readonly Measure[],
  where: string,
): (Crossing | NoCrossing)[] {
  const missing = guards.find((guard) => !ran.some(({ plan }) => plan.guard === guard));

  return wanted.flatMap((measure): (Crossing | NoCrossing)[] => {
    const { metric } = measure;
    if (missing)
      return [{ metric, crossing: null, reason: `${missing} was not run: a crossing needs both guards` }];

    const contest = contestOf(ran, measure);
    const crossings = crossingsOf(contest);
    return crossings.length > 0 ? crossings : [{ metric, crossing: null, reason: reasonOf(contest, where) }];
  });
}

function contestOf(ran: readonly Ran[], { metric, of, better }: Measure): Contest {
  const [first, second] = guards;
  const loads = [...new Set(ran.flatMap(({ plan }) => plan.load.atOnce ?? []))];

  const points = loads.map((atOnce): Point => {
    const others = sameAs(ran, second, atOnce);
    const leads = sameAs(ran, first, atOnce).map(({ cell }, seed) => {
      const other = others[seed];
      return other ? better * Math.log(of(cell) / of(other.cell)) : 0;
    });
    return { atOnce, leads };
  });
  return { metric, first, second, points };
}

function reasonOf({ metric, first, second, points }: Contest, where: string): string {
  const decided = points.filter((point) => leaderAt(point) !== 0);
  const leader = decided[0] ? leaderAt(decided[0]) : 0;
  if (leader === 0) return `${first} and ${second} cannot be told apart at any contention`;

  const ahead = leader > 0 ? first : second;
  const leads = decided.map(({ leads: seeds }) =>
    Math.exp(Math.abs(seeds.reduce((sum, lead) => sum + lead, 0) / seeds.length)),
  );
  const undecided = points.filter((point) => !decided.includes(point)).map(({ atOnce }) => atOnce);
  const except = undecided.length > 0 ? ` (at ${undecided.join(', ')} the seeds do not tell)` : '';
  const percent = (ratio: number) => `${figure((ratio - 1) * 100)} %`;
  const why = whyAhead[`${metric}${where} ${ahead}`];
  return `${ahead} is ahead from ${points[0]?.atOnce ?? 0} to ${points.at(-1)?.atOnce ?? 0} buyers at once${except}, by ${percent(Math.min(...leads))} to ${percent(Math.max(...leads))}${why ? `: ${why}` : ''}`;
}

const inWords: Readonly<Record<string, string>> = {
  soldPerSecond: 'sales a second',
  p99Ms: 'the wait of the slowest hundredth (p99)',
  writeUnitsPerSale: 'write units a sale',
};

function sentences(crossings: readonly (Crossing | NoCrossing)[], where: string): string[] {
  return crossings.map((one) => {
    const measure = inWords[one.metric] ?? one.metric;
    return 'at' in one
      ? `${where}, ${one.ahead} is ahead in ${measure} from ${figure(one.at)} buyers at once on (95 %: ${figure(one.low)} to ${figure(one.high)}, ${one.seeds} seeds).`
      : `${where}, the two do not change places in ${measure}: ${one.reason}`;
  });
}
