import type { Json, RouteFacts } from './openapi';
import { problems, type ProblemCode } from './problem';

/** The RFC 9457 document that every refusal is. */
export const problemSchema: Json = {
  type: 'object',
  description: 'RFC 9457',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(problems) },
    detail: { type: 'string', description: 'What a person can act on' },
    retryable: { type: 'boolean', description: 'Whether the same request may succeed later' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'wanted', 'got'],
        properties: {
          field: { type: 'string', examples: ['lines[0].quantity'] },
          wanted: { type: 'string', examples: ['a whole number from 1 to 999'] },
          got: { description: 'null where nothing came' },
        },
      },
    },
    skus: { type: 'array', items: { type: 'string' } },
    lines: {
      type: 'array',
      items: {
        type: 'object',
        required: ['sku', 'requested', 'available'],
        properties: {
          sku: { type: 'string' },
          requested: { type: 'integer' },
          available: { type: 'integer' },
        },
      },
    },
    order: { type: 'object', description: 'The order as it is now' },
  },
};

/** The refusals of a route by status: those of its checks, and its own. */
export function problemResponses(route: RouteFacts): Readonly<Record<string, Json>> {
  const byStatus: Record<string, readonly ProblemCode[]> = {};
  for (const code of new Set(codesOf(route))) {
    const { status } = problems[code];
    byStatus[status] = [...(byStatus[status] ?? []), code];
  }
  return Object.fromEntries(Object.entries(byStatus).map(([status, codes]) => [status, responseOf(codes)]));
}

function codesOf({
  who,
  method,
  body,
  keyed,
  paged,
  problems: own = [],
}: RouteFacts): readonly ProblemCode[] {
  const reads = method === 'GET';
  return [
    ...given(paged === true || body !== undefined, 'invalid_request'),
    ...given(keyed === true, 'idempotency_key_required', 'idempotency_key_reused'),
    ...given(who !== 'all', 'unauthenticated'),
    ...given(who === 'admin', 'forbidden'),
    ...given(!reads, 'too_large', 'outcome_unknown'),
    ...given(body !== undefined, 'unsupported_media_type'),
    ...own,
    // what a server says before any route is asked
    'request_timeout',
    'headers_too_large',
    'busy',
    'too_many_requests',
    'internal_error',
  ];
}

function given(holds: boolean, ...codes: readonly ProblemCode[]): readonly ProblemCode[] {
  return holds ? codes : [];
}

function responseOf(codes: readonly ProblemCode[]): Json {
  return {
    description: codes.map((code) => `\`${code}\`: ${problems[code].title}`).join('; '),
    content: {
      'application/problem+json': {
        schema: {
          allOf: [{ $ref: '#/components/schemas/Problem' }, { properties: { code: { enum: codes } } }],
        },
      },
    },
  };
}
