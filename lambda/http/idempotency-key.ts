import { Problem } from './problem';

/** Longest `Idempotency-Key`, in characters. */
export const KEY_LIMIT = 255;

/** The key as it was sent: keys are compared exactly. White space alone counts as empty. */
export function idempotencyKey(key: string | undefined): string {
  if (key === undefined) throw required('got none');
  if (key.trim() === '') throw required('got an empty one');
  if (key.length > KEY_LIMIT) throw required(`got ${key.length} characters`);
  return key;
}

function required(got: string): Problem {
  return new Problem(
    400,
    'idempotency_key_required',
    `header Idempotency-Key must have 1 to ${KEY_LIMIT} characters, new for each request that is meant once, ${got}`,
  );
}
