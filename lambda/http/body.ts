import type * as z from 'zod';
import { invalidRequest, Problem } from './problem';
import { errorsOf } from './field-errors';

/** Longest body, in bytes. */
export const BODY_LIMIT = 65_536;

/** What is longer is not even read to its end, in bytes: API Gateway takes no longer one. */
const MOST_READ = 10_485_760;

/** Stands for every body that is too long: nobody looks at more than its length. */
const TOO_LONG = Buffer.alloc(BODY_LIMIT + 1);

/** A body, or {@link BODY_LIMIT} and a byte where it is longer. */
export interface Received {
  readonly bytes: Buffer;
  /** Whether there is more that was not read: the connection cannot be used again. */
  readonly endless: boolean;
}

/**
 * Keeps at most {@link BODY_LIMIT} bytes. What is too long is read to its end all the same, within limits: a sender that is cut off
 * would not read the refusal, and a balancer would make a 502 of it. Rejects where the sender goes away.
 */
export async function receive(
  source: AsyncIterable<Uint8Array>,
  declaredLength: string | null | undefined,
): Promise<Received> {
  if (Number(declaredLength ?? 0) > MOST_READ) return { bytes: TOO_LONG, endless: true };

  let kept = Buffer.alloc(0);
  let size = 0;
  for await (const chunk of source) {
    const start = size;
    size += chunk.byteLength;
    if (size > MOST_READ) return { bytes: TOO_LONG, endless: true };
    if (size > BODY_LIMIT) continue;
    // copied into one buffer: thousands of tiny chunks would hold many times their length
    if (size > kept.length) kept = Buffer.concat([kept], 2 * size);
    kept.set(chunk, start);
  }
  return { bytes: size > BODY_LIMIT ? TOO_LONG : kept.subarray(0, size), endless: false };
}

/** @throws Problem too_large */
export async function readBody(request: Request): Promise<Uint8Array> {
  if (!request.body) return new Uint8Array(); // a GET's is passed on by no door, however long it is declared
  const stream = request.body as unknown as AsyncIterable<Uint8Array>; // leaving the loop cancels it
  const { bytes } = await receive(stream, request.headers.get('content-length'));
  if (bytes.byteLength > BODY_LIMIT) throw tooLarge();
  return bytes;
}

function tooLarge(): Problem {
  return new Problem(413, 'too_large', `the body must be at most ${BODY_LIMIT} bytes`);
}

/** @throws Problem unsupported_media_type, for a body that is not declared as plain UTF-8 JSON */
export function assertJson(headers: Headers, bytes: Uint8Array): void {
  const type = headers.get('content-type') ?? '';
  const encoding = headers.get('content-encoding') ?? 'identity';
  if (type === '' && bytes.length === 0) return; // no body at all: the fields that are missing say more

  if (!isJson(type)) {
    const got = type || 'none';
    throw new Problem(415, 'unsupported_media_type', `content-type must be application/json, got ${got}`);
  }
  if (encoding.toLowerCase() !== 'identity') {
    throw new Problem(415, 'unsupported_media_type', `content-encoding must be left out, got ${encoding}`);
  }
}

/** Taken apart before it is matched: one pattern for all of it would need time by the square of its length. */
function isJson(type: string): boolean {
  const [media = '', ...parameters] = type.split(';').map((part) => part.trim());
  const [parameter = 'charset=utf-8', ...more] = parameters.filter((part) => part !== '');

  return jsonMedia.test(media) && utf8.test(parameter) && more.length === 0;
}

const jsonMedia = /^application\/(?:[\w.+-]+\+)?json$/i;
const utf8 = /^charset\s*=\s*(?:utf-8|"utf-8")$/i;

/** @throws Problem invalid_request, with every field that is wrong */
export function parseBody<Body>(bytes: Uint8Array, schema: z.ZodType<Body>): Body {
  const body = jsonOf(bytes);
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;

  throw invalidRequest(errorsOf(parsed.error.issues, body));
}

function jsonOf(bytes: Uint8Array): unknown {
  if (bytes.length === 0) throw notJson(null);
  const text = new TextDecoder().decode(bytes);
  // what stands in place of bytes that were not UTF-8: a gateway may have put it there before anything here was asked
  if (text.includes('\uFFFD')) throw notJson('bytes that are not UTF-8');
  try {
    return JSON.parse(text);
  } catch {
    throw notJson('something that is not JSON');
  }
}

function notJson(got: string | null): Problem {
  return invalidRequest([{ field: '', wanted: 'a JSON object', got }]);
}
