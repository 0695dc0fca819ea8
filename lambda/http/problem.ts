import type { Reply } from './route';

/** Every code that a problem document may carry, with its status and title. */
export const problems = {
  invalid_request: { status: 400, title: 'The request is not valid' },
  idempotency_key_required: { status: 400, title: 'An idempotency key is required' },
  unauthenticated: { status: 401, title: 'Authentication is required' },
  forbidden: { status: 403, title: 'This is not allowed' },
  not_found: { status: 404, title: 'There is nothing here' },
  unknown_sku: { status: 404, title: 'There is no such product' },
  method_not_allowed: { status: 405, title: 'The method is not allowed here' },
  request_timeout: { status: 408, title: 'The request took too long to arrive' },
  too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The body is not declared as JSON' },
  headers_too_large: { status: 431, title: 'The headers are too large' },
  insufficient_stock: { status: 409, title: 'There is not enough stock' },
  not_payable: { status: 409, title: 'The order cannot be paid' },
  not_cancellable: { status: 409, title: 'The order cannot be cancelled' },
  payment_in_progress: { status: 409, title: 'A payment is in progress' },
  payment_declined: { status: 402, title: 'The payment was declined' },
  stale_version: { status: 412, title: 'The version has changed' },
  precondition_required: { status: 428, title: 'A precondition is required' },
  idempotency_key_reused: { status: 422, title: 'The idempotency key was used for another request' },
  too_many_requests: { status: 429, title: 'Too many requests' },
  busy: { status: 503, title: 'The store is busy' },
  outcome_unknown: { status: 500, title: 'The outcome is not known' },
  internal_error: { status: 500, title: 'Something went wrong' },
} as const;

export type ProblemCode = keyof typeof problems;

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

/** A path that no route has. API Gateway answers so too, and cannot repeat a path without breaking JSON: nobody does. */
export function noSuchRoute(): Problem {
  return new Problem(404, 'not_found', 'there is no such route: see /openapi.json');
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
      title: problems[code].title,
      status,
      code,
      detail: message,
      ...extras,
    },
  };
}
