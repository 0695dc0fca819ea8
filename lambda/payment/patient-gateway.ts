import { type GatewayCalls, GatewayFailed, type PaymentGateway } from './payment-gateway';

/** A call that takes longer is aborted, and its outcome is unknown. */
const CALL_TIMEOUT_MS = 3_000;

type Call<T> = (signal: AbortSignal) => Promise<T>;

/**
 * Gives a gateway's calls the limits that the order flow counts on: 3 s each, and one second try of a charge after a 5xx.
 * `trouble` is told of each call that got no answer, with the reference that it was for.
 */
export function patientGateway(
  calls: GatewayCalls,
  trouble: (error: unknown, reference: string) => void,
  timeoutMs = CALL_TIMEOUT_MS,
): PaymentGateway {
  const inTime = <T>(call: Call<T>) => answerWithin(timeoutMs, call);
  const orUnknown = <T>(reference: string, answer: Promise<T>): Promise<T | 'unknown'> =>
    answer.catch((error: unknown) => {
      trouble(error, reference);
      return 'unknown' as const;
    });

  return {
    accepts: (token) => calls.accepts(token),
    charge: (charge, token) =>
      orUnknown(
        charge.reference,
        twiceAfter5xx(() => inTime((signal) => calls.charge(charge, token, signal))),
      ),
    settle: (charge) =>
      orUnknown(
        charge.reference,
        inTime((signal) => calls.settle(charge, signal)),
      ),
    refund: (reference) =>
      orUnknown(
        reference,
        inTime((signal) => calls.refund(reference, signal).then(() => 'refunded' as const)),
      ),
  };
}

/** A 5xx may hide a charge: the same reference is asked once more, with a time limit of its own. */
async function twiceAfter5xx<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof GatewayFailed)) throw error;
    return call();
  }
}

/** Answers within the limit or not at all: a call that ignores its signal is left behind. */
async function answerWithin<T>(timeoutMs: number, call: Call<T>): Promise<T> {
  const limit = new AbortController();
  const timer = setTimeout(() => {
    limit.abort(new Error(`no answer within ${timeoutMs} ms`));
  }, timeoutMs);
  const aborted = new Promise<never>((_, reject) => {
    limit.signal.addEventListener('abort', () => {
      reject(limit.signal.reason as Error);
    });
  });

  try {
    return await Promise.race([call(limit.signal), aborted]);
  } finally {
    clearTimeout(timer);
  }
}
