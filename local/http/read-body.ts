import type { IncomingMessage } from 'node:http';

/** API Gateway reads no longer body, in bytes. */
const mostRead = 10_485_760;
/** More than any limit of the app, which so makes its own refusal of what is longer. */
const mostKept = 1_048_576;

export interface ReadBody {
  /** What came, or its beginning. */
  readonly body: Buffer;
  /** Whether reading was given up: the connection cannot be used again. */
  readonly endless: boolean;
}

/** Reads a request's body without keeping, or reading, an unbounded one. */
export async function readBody(request: IncomingMessage): Promise<ReadBody> {
  const kept: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    if (length < mostKept) kept.push(chunk);
    length += chunk.length;
    if (length > mostRead) return { body: Buffer.concat(kept), endless: true };
  }
  return { body: Buffer.concat(kept), endless: false };
}
