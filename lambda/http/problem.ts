import type { Reply } from './route';

/** Every code that a problem document may carry, with its title. */
const titles = {
  invalid_request: 'The request is not valid',
  idempotency_key_required: 'An idempotency key is required',
  unauthenticated: 'Authentication is required',
  forbidden: 'This is not allowed',
  not_found: 'There is nothing here',
  unknown_sku: 'There is no such product',
  method_not_allowed: 'The method is not allowed here',
  too_large: 'The body is too large',
  unsupported_media_type: 'The body is not declared as JSON',
  insufficient_stock: 'There is not enough stock',
  not_payable: 'The order cannot be paid',
  not_cancellable: 'The order cannot be cancelled',
  payment_in_progress: 'A payment is in progress',
  payment_declined: 'The payment was declined',
  stale_version: 'The version has changed',
  precondition_required: 'A precondition is required',
  idempotency_key_reused: 'The idempotency key was used for another request',
  too_many_requests: 'Too many requests',
  busy: 'The store is busy',
  outcome_unknown: 'The outcome is not known',
  internal_error: 'Something went wrong',
} as const;

export type ProblemCode = keyof typeof titles;

export const problemCodes = Object.keys(titles) as readonly ProblemCode[];

/** One thing that is wrong with a request. `got` is null where nothing came. */
export interface FieldError {
  /** As in `lines[0].quantity`; empty for the body as a whole. */
  readonly field: string;
  readonly wanted: string;
  readonly got: unknown;
}

/** A refusal that ends a request. Thrown anywhere on its path, it becomes a problem document in one place. */
export class Problem extends Error {
  override readonly name = 'Problem';

  /**
   * @param detail what a person can act on, lower case, no full stop
   * @param extras further members of the document, such as `skus` or `retryable`
   */
  constructor(
    readonly status: number,
    readonly code: ProblemCode,
    detail: string,
    readonly extras: Readonly<Record<string, unknown>> = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
  }
}

/** A request that is wrong in the fields named. */
export function invalidRequest(errors: readonly FieldError[]): Problem {
  return new Problem(400, 'invalid_request', errors.map(sentence).join('; '), { errors });
}

function sentence({ field, wanted, got }: FieldError): string {
  return `${field || 'body'} must be ${wanted}, got ${got === null ? 'nothing' : JSON.stringify(got)}`;
}

/** The RFC 9457 document of a problem. */
export function problemReply(problem: Problem): Reply {
  const { status, code, extras, headers, message } = problem;
  return {
    status,
    headers: { ...headers, 'content-type': 'application/problem+json' },
    body: {
      type: `urn:holdfast:problem:${code}`,
      title: titles[code],
      status,
      code,
      detail: message,
      ...extras,
    },
  };
}
