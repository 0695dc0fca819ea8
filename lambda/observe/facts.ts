import { errorFacts } from './error-facts';

/**
 * All that a line of a log may say beside its message. Ids and words of our own, and no personal data: not where an order
 * goes, not by which token it is paid, and not even whose it is.
 */
export interface Facts {
  readonly orderId?: string;
  /** Of a payment attempt, `<orderId>/<attempt>`. */
  readonly reference?: string;
  readonly sku?: string;
  readonly requestId?: string;
  readonly messageId?: string;
  /** What a client was told to quote. */
  readonly errorId?: string;
  readonly queue?: string;
  readonly outcome?: string;
  readonly wrong?: string;
  readonly detail?: string;
  readonly received?: number;
  readonly available?: number;
  readonly committed?: number;
  readonly drift?: number;
  readonly unreceipted?: number;
  readonly count?: number;
  readonly port?: number;
  readonly metricsPort?: number;
  /** Whatever was thrown: it is written by {@link errorFacts} alone. */
  readonly error?: unknown;
}

const allowed = {
  orderId: true,
  reference: true,
  sku: true,
  requestId: true,
  messageId: true,
  errorId: true,
  queue: true,
  outcome: true,
  wrong: true,
  detail: true,
  received: true,
  available: true,
  committed: true,
  drift: true,
  unreceipted: true,
  count: true,
  port: true,
  metricsPort: true,
  error: true,
} as const satisfies Readonly<Record<keyof Facts, true>>;

/** The facts that may be written, whatever else came along with them. */
export function factsOnly(facts: Facts): Record<string, unknown> {
  const kept = Object.entries(facts).filter(
    ([name, value]) => Object.hasOwn(allowed, name) && value !== undefined,
  );

  return Object.fromEntries(
    kept.map(([name, value]) => [name, name === 'error' ? errorFacts(value) : value]),
  );
}
