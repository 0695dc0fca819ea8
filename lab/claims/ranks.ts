import type { Claim, Experiment } from '../document';
import { is, rankClaim, type FindCell } from './claim';

const textbook = {
  by: 'our earlier model',
  source: 'a rank that this project expected; no publication with figures was found',
} as const;
const tickets = {
  by: 'a publication',
  source:
    'github.com/minh20051202/asymptotic-backend, benchmark.md: 15,000 buyers, 10,000 tickets, a SQL database',
} as const;

/** Which guard is ahead of which, as others or our earlier model have it, beside the lab's ranks. */
export function rankClaims(find: FindCell, experiments: readonly Experiment[]): Claim[] {
  const sales = (guard: 'conditional' | 'optimistic' | 'pessimistic') =>
    find('sweep', is(guard, 30))?.soldPerSecond;
  const refusals = (guard: 'conditional' | 'optimistic' | 'pessimistic') =>
    find('storm', is(guard, 30))?.refusedPerSecond;

  return [
    ...rankClaim({
      claim: '30 buyers at once on one row, sales/s: a conditional write is ahead of both locks',
      ...textbook,
      expected: 'conditional first',
      figures: {
        conditional: sales('conditional'),
        optimistic: sales('optimistic'),
        pessimistic: sales('pessimistic'),
      },
      agrees: ({ conditional = 0, optimistic = 0, pessimistic = 0 }) =>
        conditional > Math.max(optimistic, pessimistic),
      why: 'it takes one write, holds nothing and loses no race',
    }),
    ...rankClaim({
      claim: '30 buyers at once on one row, once the stock is gone, refusals/s: the order is turned round',
      ...textbook,
      expected: 'conditional last',
      figures: {
        conditional: refusals('conditional'),
        optimistic: refusals('optimistic'),
        pessimistic: refusals('pessimistic'),
      },
      agrees: ({ conditional = 0, optimistic = 0, pessimistic = 0 }) =>
        conditional < Math.min(optimistic, pessimistic),
      why: 'a failed condition costs a write unit of 1,000 a second; whoever reads first refuses by one of 3,000 read units. The sold-out memory takes the difference away',
    }),
    ...sqlClaims(experiments),
  ];
}

function sqlClaims(experiments: readonly Experiment[]): Claim[] {
  const contrast = experiments.find(({ name }) => name === 'umbrella')?.contrast?.cells ?? [];
  const busiest = Math.max(0, ...contrast.map(({ load }) => load.atOnce ?? 0));
  const over = (guard: 'optimistic' | 'pessimistic') => contrast.find(is(guard, busiest))?.overSeeds;
  const waits = { optimistic: over('optimistic')?.p99Ms.mean, pessimistic: over('pessimistic')?.p99Ms.mean };
  const sales = {
    optimistic: over('optimistic')?.soldPerSecond.mean,
    pessimistic: over('pessimistic')?.soldPerSecond.mean,
  };

  return [
    ...rankClaim({
      claim: 'SQL, heavy contention, wait of the slowest (ms): a row lock is ahead of a version column',
      ...tickets,
      expected: 'pessimistic first (p95 30.1 s against 35.1 s)',
      figures: waits,
      agrees: ({ optimistic = 0, pessimistic = 0 }) => pessimistic < optimistic,
      why: 'waiters of a row lock stand in line and all wait alike; losers of a race pause longer and longer',
    }),
    ...rankClaim({
      claim: 'SQL, heavy contention, sales/s: a row lock is ahead of a version column',
      ...tickets,
      expected: 'pessimistic first (477 against 415 requests/s, refusals among them)',
      figures: sales,
      agrees: ({ optimistic = 0, pessimistic = 0 }) => pessimistic > optimistic,
      why: 'the next in line has its request in the database already when the lock is let go; who lost a race has to read again first',
    }),
  ];
}
