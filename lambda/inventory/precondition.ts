import { Problem } from '../http/problem';

/** What a `PUT` relies on: that there is no product yet, or that it has a version (any, or one that none can have). */
export type Precondition = 'absent' | 'never' | 'any' | number;

const quotedVersion = /^"([1-9]\d{0,14})"$/;

/**
 * Reads `If-Match` and `If-None-Match`. A version that is not quoted as the `ETag` was matches nothing, and so do both
 * headers at once: no product is there and is not.
 *
 * @throws Problem precondition_required
 */
export function preconditionOf(ifMatch: string | undefined, ifNoneMatch: string | undefined): Precondition {
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*') {
    throw required(`header If-None-Match must be *, got ${ifNoneMatch || 'nothing'}`);
  }
  if (ifMatch === undefined) {
    if (ifNoneMatch === undefined)
      throw required('send If-None-Match: * to create, or If-Match: "<version>" to change');
    return 'absent';
  }
  if (ifNoneMatch !== undefined) return 'never';
  if (ifMatch === '*') return 'any';
  return Number(quotedVersion.exec(ifMatch)?.[1] ?? NaN) || 'never';
}

function required(detail: string): Problem {
  return new Problem(428, 'precondition_required', detail);
}
