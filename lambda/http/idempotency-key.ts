import { Problem } from './problem';

/** Longest `Idempotency-Key`, in characters. */
export const KEY_LIMIT = 255;

// other characters are other bytes behind other doors: one key would be two
const printable = /^[\x20-\x7E]*$/;

/** The key as it was sent: keys are compared exactly. White space alone counts as empty. */
export function idempotencyKey(key: string | undefined): string {
  if (key === undefined) throw required('got none');
  if (key.trim() === '') throw required('got an empty one');
  if (!printable.test(key)) throw required('got others');
  if (key.length > KEY_LIMIT) throw required(`got ${key.length} characters`);
  return key;
}

function required(got: string): Problem {
  return new Problem(
    400,
    'idempotency_key_required',
    `header Idempotency-Key must have 1 to ${KEY_LIMIT} printable ASCII characters, new for each request that is meant once, ${got}`,
  );
}
