import { randomUUID } from 'node:crypto';
import { Busy, OutcomeUnknown } from '../dynamo/persist';
import { KeysUnavailable } from '../identity/verifier';
import { errorFacts } from '../observe/error-facts';
import { Problem } from './problem';

/** Where an error that nobody expected is written down, under the id that the client is given. */
export type Report = (errorId: string, error: unknown) => void;

/** One line of JSON on stderr, where no log was opened. */
export const reportCrash: Report = (errorId, error) => {
  console.error(
    JSON.stringify({ level: 'ERROR', message: 'a request failed', errorId, error: errorFacts(error) }),
  );
};

/** The one place where whatever was thrown on a request's path becomes a problem. */
export function problemOf(error: unknown, report: Report): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Busy) return busy('the store is busy and nothing was done: try again in a second');
  if (error instanceof KeysUnavailable)
    return busy('the token cannot be checked just now and nothing was done: try again in a second');
  if (error instanceof OutcomeUnknown) return outcomeUnknown();

  const errorId = randomUUID();
  report(errorId, error);
  return new Problem(500, 'internal_error', `this is our fault: quote ${errorId} when you ask about it`, {
    errorId,
  });
}

/** Says when to come back. Only for where nothing was done. */
export function busy(detail: string): Problem {
  return new Problem(503, 'busy', detail, { retryable: true }, { 'retry-after': '1' });
}

function outcomeUnknown(): Problem {
  const detail = 'the store did not answer, so that this may have been done or not: send the same key again';
  return new Problem(500, 'outcome_unknown', detail, { retryable: true });
}
