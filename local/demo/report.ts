import type { AtomicProof } from '../atomic';
import { atomicSentence } from '../atomic';
import type { Tally } from './tally';

export interface Report {
  readonly tally: Tally;
  readonly seed: number;
  /** `undefined` where the store's own figures cannot be had. */
  readonly writeUnitsPerOrder: number | undefined;
  readonly audit: 'clean' | 'drift';
  readonly store: AtomicProof;
  /** What does not add up. */
  readonly problems: readonly string[];
}

/** The one JSON document. What cannot be known is null. */
export function reportDocument({
  tally,
  writeUnitsPerOrder = null,
  audit,
  store,
  seed,
  problems,
}: Partially<Report>) {
  return { ...tally, writeUnitsPerOrder, audit, seed, store: store.verdict, problems };
}

type Partially<T extends Report> = Omit<T, 'writeUnitsPerOrder'> & {
  readonly writeUnitsPerOrder?: number | null | undefined;
};

export function reportText({ tally, writeUnitsPerOrder, audit, store, seed, problems }: Report): string {
  const rows: readonly (readonly [string, string | number, string])[] = [
    ['sold', tally.sold, `of ${tally.units} units, to ${tally.buyers} buyers`],
    ['refused', tally.refused, 'told "sold out" until it was'],
    ['declined', tally.declined, 'cards declined, their units given back and sold to others'],
    ['oversold', tally.oversold, 'units promised beyond stock'],
    ['duplicates', tally.duplicates, 'orders beyond one per buyer'],
    ['p50', `${tally.p50Ms} ms`, 'POST /orders, all buyers at once'],
    ['p99', `${tally.p99Ms} ms`, ''],
    ['orders/s', tally.ordersPerSecond, 'sold, from the first click to the last sale'],
    ['write units', writeUnitsPerOrder ?? 'unknown', unitsNote(writeUnitsPerOrder)],
    ['audit', audit, 'stock recounted from orders and receipts, payments from charges'],
  ];
  const table = rows.map(([name, value, note]) =>
    `  ${name.padEnd(12)}${String(value).padStart(9)}  ${note}`.trimEnd(),
  );
  const ending =
    problems.length === 0
      ? ['everything adds up']
      : ['does not add up:', ...problems.map((line) => `  ${line}`)];

  return ['', ...table, '', atomicSentence(store), `run again with --seed ${seed}`, ...ending].join('\n');
}

/** The promise of 7 units holds under conditions: a printed figure says which of them were there. */
function unitsNote(units: number | undefined): string {
  if (units === undefined) return 'counted by the engine of the instance, which is in another process';

  return [
    'per order, create to shipped: computed by the embedded engine, index rows counted, Sandbox table and refused tries not.',
    'Of the promise (at most 7) held: one line, under 1 KB, tok_ok, remembered price; not held: no contention',
  ].join('\n                         ');
}
