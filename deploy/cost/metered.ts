export type MeteredTable = 'Inventory' | 'Orders' | 'Sandbox';

/** What a visit takes of a table, as the embedded engine computes it by the published rules. */
export interface TableUse {
  readonly writeUnits: number;
  readonly readUnits: number;
  /** Calls, which contributor insights counts. */
  readonly accesses: number;
}

/**
 * One visit: a shopper looks at a product, orders one unit of it and pays at once, looks at the order, and it is shipped.
 * At a remembered price, without contention, refusals or retries. A test meters the visit again by the code that runs on
 * AWS and holds these figures to it: `npm test -- test/deploy/metering`.
 */
export const visit = {
  tables: {
    Inventory: { writeUnits: 2, readUnits: 1, accesses: 2 },
    Orders: { writeUnits: 5, readUnits: 4, accesses: 7 },
    Sandbox: { writeUnits: 2, readUnits: 0, accesses: 2 },
  } satisfies Readonly<Record<MeteredTable, TableUse>>,
  /** Bytes that stay in a table. */
  kept: { Orders: 519, Sandbox: 233 },
  /** Records in the stream of orders. */
  changes: 3,
  /** Messages of each queue. A deadline of a version that is over by then is delivered too. */
  messages: { shipping: 1, deadline: 2 },
  events: 3,
  /** Of all its events together. */
  eventBytes: 1719,
  /** Requests, by the function behind them. */
  requests: { order: 2, inventory: 1 },
  /** Of all answered bodies together. */
  replyBytes: 790,
  /** Names of the metrics that are counted, by who counts them. */
  metrics: { order: ['accepted'], shipping: ['shipped'] },
};

/** One run of the auditor while nothing is stored. */
export const emptyAudit = {
  readUnits: { Inventory: 2, Orders: 1, Sandbox: 1 },
  /** Names of the metrics that each run publishes. */
  metrics: ['drift', 'books_wrong', 'unsettled', 'overdue', 'oldest_overdue_seconds', 'deadlines_held'],
};
