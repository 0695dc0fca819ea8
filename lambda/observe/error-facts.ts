import { types } from 'node:util';

/** What may be written of an error. */
export interface ErrorFacts {
  readonly name: string;
  readonly message?: string;
  readonly code?: string;
  /** Of an answer of AWS. */
  readonly status?: number;
  readonly awsRequestId?: string;
  /** Why each member of a transaction was refused. */
  readonly reasons?: readonly string[];
  readonly at: readonly string[];
  readonly cause?: ErrorFacts;
}

/**
 * Errors whose messages are written by ourselves, or name an action and a resource. Others quote what they were given: a
 * parser the text, a header its value. A store's error carries the whole item that refused a write.
 */
const speaking = new Set([
  'Error',
  'Busy',
  'OutcomeUnknown',
  'GatewayFailed',
  'KeysUnavailable',
  'UnreadableOrder',
  'TimeoutError',
  'AccessDenied', // as queues say it
  'AccessDeniedException',
  'ResourceNotFoundException',
  'QueueDoesNotExist',
]);

const MOST_FRAMES = 8;
const MOST_CAUSES = 3;

interface Thrown {
  readonly code?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
  readonly CancellationReasons?: readonly { readonly Code?: string }[];
}

/** The facts of whatever was thrown: names, codes and places, and never what it was thrown about. */
export function errorFacts(thrown: unknown, causes = MOST_CAUSES): ErrorFacts {
  if (!types.isNativeError(thrown)) return { name: typeof thrown, at: [] };
  const { name, message, stack, cause } = thrown;
  const { code, $metadata, CancellationReasons } = thrown as Thrown;

  return {
    name,
    ...(speaking.has(name) && { message }),
    ...(typeof code === 'string' && { code }),
    ...($metadata?.httpStatusCode !== undefined && { status: $metadata.httpStatusCode }),
    ...($metadata?.requestId !== undefined && { awsRequestId: $metadata.requestId }),
    ...(CancellationReasons && { reasons: CancellationReasons.map(({ Code = 'None' }) => Code) }),
    at: framesOf(stack),
    ...(types.isNativeError(cause) && causes > 0 && { cause: errorFacts(cause, causes - 1) }),
  };
}

/** The message stands before the first frame, over any number of lines. */
function framesOf(stack = ''): readonly string[] {
  return stack
    .split('\n')
    .map((line) => /^ {4}at (.+)$/.exec(line)?.[1])
    .filter((frame) => frame !== undefined)
    .slice(0, MOST_FRAMES);
}
