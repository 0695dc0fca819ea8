import type { Plan } from '../cell';
import { figure, found, plansOf, type ExperimentRecipe, type Ran } from './recipe';

const steady = { buyers: 2_000, units: 4_000, perSecond: 100 };
const rush = { buyers: 24_000, units: 100_000, perSecond: 3_000 };
/** Medians closer than that are the same. */
const ALIKE = 0.95;
const visitors = { buyers: 3_000, units: 1_000, perSecond: 10 };

const doors = [
  { runtime: 'containers', variant: 'synchronous' },
  { runtime: 'queue', variant: 'asynchronous, the page asks each second' },
  { runtime: 'queue', variant: 'asynchronous, told at once', overrides: { queue: { pollMs: 0 } } },
] as const;

/** Two questions of design: reserve behind a queue, or in the call? Hold at the buy button, or when the payment is sent? */
export const asynchronous: ExperimentRecipe = {
  name: 'async',
  plans: (seed) =>
    plansOf(seed, [
      ...[steady, rush].flatMap((load) =>
        doors.map((door) => ({ guard: 'conditional' as const, load, ...door })),
      ),
      ...(['at payment', 'at the button'] as const).map((hold) => ({
        guard: 'conditional' as const,
        load: visitors,
        hold,
        variant: `hold ${hold}`,
      })),
      {
        guard: 'conditional',
        load: visitors,
        hold: 'at the button',
        variant: 'hold at the button, for 2 minutes',
        overrides: { checkout: { holdMs: 120_000 } },
      },
    ]),
  conclude: (ran) => ({
    cells: ran.map(({ cell }) => cell),
    findings: [...answers(ran, steady.perSecond), ...answers(ran, rush.perSecond), ...holds(ran)],
  }),
};

function answers(ran: readonly Ran[], perSecond: number): string[] {
  const at = (variant: string) =>
    found(ran, 'conditional', (plan: Plan) => plan.variant === variant && plan.load.perSecond === perSecond)
      ?.cell;
  const [call, poll, push] = doors.map(({ variant }) => at(variant));
  if (!call || !poll || !push) return [];
  const sooner = [poll, push].some(
    ({ success }) => Number(success.p50Ms) < ALIKE * Number(call.success.p50Ms),
  );

  return [
    `At ${figure(perSecond)} buyers/s the customer knows after ${figure(call.success.p50Ms)} ms in the call, after ${figure(poll.success.p50Ms)} ms behind a queue with a page that asks each second, after ${figure(push.success.p50Ms)} ms behind a queue that tells at once (medians): a queue answers ${sooner ? 'sooner here' : 'no sooner, for the store takes one order after the other either way'}.`,
    `At ${figure(perSecond)} buyers/s ${figure(call.throttled + call.gaveUp)} synchronous buyers went away without an answer, ${figure(poll.throttled + poll.gaveUp)} behind the queue, where the slowest of a thousand waited ${figure(poll.success.p999Ms)} ms.`,
  ];
}

function holds(ran: readonly Ran[]): string[] {
  return ran
    .filter(({ plan }) => plan.hold !== undefined)
    .map(
      ({ plan, cell }) =>
        `${plan.variant ?? ''}: ${figure(cell.sold)} of ${figure(plan.load.units)} units sold, ${figure(cell.typedInVain)} buyers typed their card's number in vain, ${figure(cell.undersold)} units left though somebody was refused.`,
    );
}
