import type * as z from 'zod';
import { invalidRequest, Problem } from './problem';
import { errorsOf } from './field-errors';

/** Longest body, in bytes. */
export const BODY_LIMIT = 65_536;

const jsonType = /^application\/(?:[\w.+-]+\+)?json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?;?\s*$/i;

/** What is longer is not even read to its end, in bytes: API Gateway takes no longer one. */
const MOST_READ = 10_485_760;

/**
 * Keeps at most {@link BODY_LIMIT} bytes. What is too long is read to its end all the same, within limits: a sender that is cut off
 * would not read the refusal, and a balancer would make a 502 of it.
 *
 * @throws Problem too_large
 */
export async function readBody(request: Request): Promise<Uint8Array> {
  if (!request.body) return new Uint8Array(); // a GET's is passed on by no door, however long it is declared
  const declared = Number(request.headers.get('content-length') ?? 0);
  if (declared > MOST_READ) throw tooLarge();

  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > MOST_READ) throw tooLarge(); // leaving the loop cancels the stream
    if (size <= BODY_LIMIT) chunks.push(chunk);
  }
  if (size > BODY_LIMIT) throw tooLarge();
  return Buffer.concat(chunks);
}

function tooLarge(): Problem {
  return new Problem(413, 'too_large', `the body must be at most ${BODY_LIMIT} bytes`);
}

/** @throws Problem unsupported_media_type, for a body that is not declared as plain UTF-8 JSON */
export function assertJson(headers: Headers, bytes: Uint8Array): void {
  const type = headers.get('content-type') ?? '';
  const encoding = headers.get('content-encoding') ?? 'identity';
  if (type === '' && bytes.length === 0) return; // no body at all: the fields that are missing say more

  if (!jsonType.test(type)) {
    const got = type || 'none';
    throw new Problem(415, 'unsupported_media_type', `content-type must be application/json, got ${got}`);
  }
  if (encoding.toLowerCase() !== 'identity') {
    throw new Problem(415, 'unsupported_media_type', `content-encoding must be left out, got ${encoding}`);
  }
}

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
