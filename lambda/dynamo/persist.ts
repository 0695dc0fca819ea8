import { setTimeout as sleep } from 'node:timers/promises';

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
const neverSent = 'ECONNREFUSED';

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
  if (refusals.has(name) || code === neverSent) return 'refused';
  if (lostAnswers.has(name) || brokenConnections.has(code) || ($metadata?.httpStatusCode ?? 0) >= 500)
    return 'unanswered';
  return 'final';
}

/** Something that was sent, answered at last, and when it may have been applied at the earliest. */
export interface Answer<T> {
  readonly value: T;
  /** By `performance.now()`, in milliseconds: when the first try that may have been applied was sent. */
  readonly earliest: number;
}

/** The first member decides: where contention hid its answer, what the others say is not an answer either. */
function troubleOfReasons(reasons: readonly { readonly Code?: string }[]): Trouble {
  const codes = reasons.map((reason) => reason.Code ?? 'None');
  const given = codes.filter((code) => code !== 'None');
  const contended = given.length > 0 && given.every((code) => retryableReasons.has(code));

  return contended || retryableReasons.has(codes[0] ?? 'None') ? 'refused' : 'final';
}

/**
 * Sends one write or read until it is answered, for at most {@link RETRY_BUDGET_MS}, with full jitter.
 * This is the only layer that tries again: the SDK's own retries are off (`maxAttempts: 1`).
 * `send` is the same request each time, so a write must carry a condition or a token that recognises its own earlier try.
 *
 * @throws Busy when every try was refused; OutcomeUnknown when an answer was lost and no later one told; any other error as it came.
 */
export async function persist<T>(send: () => Promise<T>, budgetMs = RETRY_BUDGET_MS): Promise<T> {
  return (await persistTimed(send, budgetMs)).value;
}

/** As {@link persist}, and tells when the write may have been applied at the earliest. A `final` error is thrown as it came. */
export async function persistTimed<T>(
  send: () => Promise<T>,
  budgetMs = RETRY_BUDGET_MS,
): Promise<Answer<T>> {
  const start = performance.now();
  let unansweredSince: number | undefined;

  for (let attempt = 0; ; attempt += 1) {
    const sentAt = performance.now();
    try {
      return { value: await send(), earliest: unansweredSince ?? sentAt };
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble === 'final') throw error;
      if (trouble === 'unanswered') unansweredSince ??= sentAt;

      const pause = Math.random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt);
      if (performance.now() - start + pause > budgetMs) throw gaveUp(unansweredSince !== undefined, error);
      await sleep(pause);
    }
  }
}

function gaveUp(unknown: boolean, cause: unknown): Error {
  return unknown
    ? new OutcomeUnknown('no answer from the store: the write may have been applied', { cause })
    : new Busy('the store refused every try: nothing was applied', { cause });
}
