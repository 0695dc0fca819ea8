import type { Cell } from '../cell';
import type { Claim } from '../document';
import { figureClaim, is, type FindCell } from './claim';

/** This project's own: nobody outside has published it. */
const earlier = {
  by: 'our earlier model',
  source:
    'this project’s queueing model, not published: read 3 ms, write 4 ms, log-normal, 1,000 write units/s of one item',
} as const;

/** The earlier model gives each counter a partition of its own. */
const spread = ({ counters }: Cell) => counters === 'on their own partitions';

/** What our earlier model says one hot product can sell, beside what the lab's simulator sells. */
export function saturationClaims(find: FindCell): Claim[] {
  const saturated = (matches: Parameters<FindCell>[1]) => find('saturation', matches);
  const optimistic = saturated((cell) => is('optimistic', 30)(cell));
  const bare = saturated((cell) => is('optimistic', 100)(cell));
  const transaction = saturated(is('transaction', 10));
  const beyond = saturated((cell) => cell.variant === 'one writer, beyond its limit');
  const four = saturated((cell) => cell.variant === '4 writers' && spread(cell));
  const claim = (words: string, expected: number, measured: number | null | undefined, why: string) =>
    figureClaim({ claim: words, ...earlier, expected, measured, why });
  const limit = 'the limit of one partition';
  const size = 'the size of the item: 24 bytes an order, and each started kilobyte is a unit';
  const pauses =
    'the lab adds 0.75 ms of network to each call and lets losers pause, so a race takes longer and fewer lose it; without both it is the row below';
  const shorter = 'the same guard without network and pauses, as in the earlier model';
  const cancelled =
    'a transaction that meets another is cancelled after its prepare, so how many are lost hangs on how long it holds its items: a choice of the lab';

  return [
    ...claim('conditional: sales/s of one item', 1_000, saturated(is('conditional'))?.soldPerSecond, limit),
    ...claim(
      '16 shards: sales/s',
      16_000,
      saturated((cell) => is('sharded')(cell) && spread(cell))?.soldPerSecond,
      `16 times ${limit}; buyers start at a random shard, so some shards idle while others throttle`,
    ),
    ...claim('combined, one writer: sales/s of one item', 41_700, beyond?.soldPerSecond, size),
    ...claim('combined, one writer: write units a sale', 0.024, beyond?.writeUnitsPerSale, size),
    ...claim(
      'combined, 4 writers: sales/s',
      100_000,
      four?.soldPerSecond,
      'as many as arrive: the four are not at their limit',
    ),
    ...claim('combined, 4 writers: write units a sale', 0.03, four?.writeUnitsPerSale, size),
    ...claim('transaction: sales/s', 108, transaction?.soldPerSecond, cancelled),
    ...claim('transaction: write units a sale', 10, transaction?.writeUnitsPerSale, cancelled),
    ...claim('optimistic: sales/s', 245, optimistic?.soldPerSecond, pauses),
    ...claim('optimistic: write units a sale', 4.5, optimistic?.writeUnitsPerSale, pauses),
    ...claim('optimistic, no network and no pauses: sales/s', 245, bare?.soldPerSecond, shorter),
    ...claim(
      'optimistic, no network and no pauses: write units a sale',
      4.5,
      bare?.writeUnitsPerSale,
      shorter,
    ),
    ...leaseClaims(find),
  ];
}

function leaseClaims(find: FindCell): Claim[] {
  const [few, many] = [10, 200].map((waiters) => find('saturation', is('pessimistic', waiters)));
  const twoWrites = 'two writes one after the other under the lock';
  const looks =
    'the earlier model’s waiters try again and again to write, and eat the partition; here they look by reading, with growing pauses, and only who has seen the lock free writes';

  return [
    ...figureClaim({
      claim: 'pessimistic, 10 waiters: sales/s',
      ...earlier,
      expected: 103,
      measured: few?.soldPerSecond,
      why: twoWrites,
    }),
    ...figureClaim({
      claim: 'pessimistic, 200 waiters: sales/s',
      ...earlier,
      expected: 9,
      measured: many?.soldPerSecond,
      why: looks,
    }),
    ...figureClaim({
      claim: 'pessimistic, 200 waiters: write units a sale',
      ...earlier,
      expected: 120,
      measured: many?.writeUnitsPerSale,
      why: looks,
    }),
  ];
}

/** What our earlier model says of a million buyers in a minute for 10,000 units. */
export function flashClaims(find: FindCell): Claim[] {
  const sale = (guard: string, memory: boolean) =>
    find(
      'flash',
      (cell) =>
        cell.guard === guard && cell.soldOutMemory === memory && (guard !== 'sharded' || spread(cell)),
    );
  const bare = sale('conditional', false);
  const claim = (words: string, expected: number, measured: number | undefined, why: string) =>
    figureClaim({ claim: words, ...earlier, expected, measured, why });
  const refusing =
    'a refusal costs a write unit, and the partition has 1,000 of them a second for 16,700 buyers';

  return [
    ...claim(
      'flash sale, conditional: seconds until sold out',
      9,
      bare && bare.sold / bare.soldPerSecond,
      'the limit of one partition, and a second of burst',
    ),
    ...claim('flash sale, conditional: buyers who get an error', 934_000, bare?.throttled, refusing),
    ...claim(
      'flash sale, 16 shards: buyers who get an error',
      973_000,
      sale('sharded', false)?.throttled,
      `${refusing}, and with 16 shards up to 16 units`,
    ),
    ...claim(
      'flash sale, conditional with the sold-out memory: buyers who get an error',
      0,
      sale('conditional', true)?.throttled,
      'the memory refuses without asking the store',
    ),
  ];
}
