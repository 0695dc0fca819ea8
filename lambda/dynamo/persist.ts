import { beforeTimeIsUp, pauseFor, timeLeft } from './time-limit';

/** Longest time that one write or read is tried again, in milliseconds. */
export const RETRY_BUDGET_MS = 8_000;
const FIRST_PAUSE_MS = 25;
const LONGEST_PAUSE_MS = 1_000;

/** The store refused for contention or load until the budget was used up. Nothing was applied: safe to say `503 busy`. */
export class Busy extends Error {
  override readonly name = 'Busy';
}

/** An answer was lost and could not be had again: the write may or may not have been applied. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
}

type Trouble = 'refused' | 'unanswered' | 'final';

const refusals = new Set([
  'TransactionConflictException',
  'TransactionInProgressException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'ThrottledException',
]);
const retryableReasons = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);
const lostAnswers = new Set([
  'TimeoutError',
  'InternalServerError',
  'ServiceUnavailable',
  'ServiceUnavailableException',
]);
const brokenConnections = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'UND_ERR_SOCKET']);
/** No connection was made, the last one because names could not be resolved just then: nothing was sent. */
const neverSent = new Set(['ECONNREFUSED', 'EAI_AGAIN']);

interface StoreError {
  readonly name?: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly CancellationReasons?: readonly { readonly Code?: string }[];
}

/**
 * Tells a refusal (nothing was applied) from a lost answer (it may have been) and from an answer.
 */
function troubleOf(error: unknown): Trouble {
  const { name = '', code = '', $metadata, CancellationReasons } = error as StoreError;

  if (name === 'TransactionCanceledException') return troubleOfReasons(CancellationReasons ?? []);
  if (refusals.has(name) || neverSent.has(code)) return 'refused';
  if (lostAnswers.has(name) || brokenConnections.has(code) || ($metadata?.httpStatusCode ?? 0) >= 500)
    return 'unanswered';
  return 'final';
}

/** How a request that was sent until it was answered has ended. */
export type Answer<T> =
  | { readonly value: T; readonly earliest: number }
  /** The store said no. `mayStillLand`: an earlier try got no answer, and what refused this one may not refuse that one. */
  | { readonly error: unknown; readonly earliest: number; readonly mayStillLand: boolean };
// `earliest`, by `performance.now()` in milliseconds: when the first try that may have been applied was sent

/** The first member decides: where contention hid its answer, what the others say is not an answer either. */
function troubleOfReasons(reasons: readonly { readonly Code?: string }[]): Trouble {
  const codes = reasons.map((reason) => reason.Code ?? 'None');
  const given = codes.filter((code) => code !== 'None');
  const contended = given.length > 0 && given.every((code) => retryableReasons.has(code));

  return contended || retryableReasons.has(codes[0] ?? 'None') ? 'refused' : 'final';
}

/**
 * Sends one write or read until it is answered, for at most {@link RETRY_BUDGET_MS} and the time left of the request, with full jitter.
 * This is the only layer that tries again: the SDK's own retries are off (`maxAttempts: 1`).
 * `send` is the same request each time, so a write must carry a condition or a token that recognises its own earlier try.
 *
 * @throws Busy when every try was refused; OutcomeUnknown when an answer was lost and no later one told; any other error as it came.
 */
export async function persist<T>(send: () => Promise<T>, budgetMs = RETRY_BUDGET_MS): Promise<T> {
  const answer = await persistTimed(send, budgetMs);
  if ('error' in answer) throw answer.error;
  return answer.value;
}

/** As {@link persist}, for those who need to know what an earlier try may have done or may still do. @throws Busy, OutcomeUnknown */
export async function persistTimed<T>(
  send: () => Promise<T>,
  budgetMs = RETRY_BUDGET_MS,
): Promise<Answer<T>> {
  const end = performance.now() + Math.min(budgetMs, timeLeft());
  let unansweredSince: number | undefined;

  for (let attempt = 0; ; attempt += 1) {
    const sentAt = performance.now();
    if (attempt === 0 && timeLeft() <= 0)
      throw new Busy('no time is left to ask the store: nothing was sent');
    try {
      return { value: await beforeTimeIsUp(send), earliest: unansweredSince ?? sentAt };
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble === 'final') {
        return { error, earliest: unansweredSince ?? sentAt, mayStillLand: unansweredSince !== undefined };
      }
      if (trouble === 'unanswered') unansweredSince ??= sentAt;

      const pause = Math.random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt);
      if (performance.now() + pause > end) throw gaveUp(unansweredSince !== undefined, error);
      await pauseFor(pause);
    }
  }
}

function gaveUp(unknown: boolean, cause: unknown): Error {
  return unknown
    ? new OutcomeUnknown('no answer from the store: the write may have been applied', { cause })
    : new Busy('the store refused every try: nothing was applied', { cause });
}
