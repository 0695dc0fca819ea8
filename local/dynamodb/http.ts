import { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const MAX_REQUEST_BYTES = 16 * 1024 * 1024;
const KEEP_ALIVE_MS = 60_000;

export interface HttpCall {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Whoever answers calls: an engine, another endpoint, or something in front of one. `lost` ends the connection unanswered. */
export type Answerer = (call: HttpCall) => Promise<HttpAnswer | 'lost'>;

export interface Served {
  /** Such as `http://127.0.0.1:8000`. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Listens on 127.0.0.1 only.
 *
 * @param port 0 for a free one
 * @throws Error with the code EADDRINUSE when the port is taken
 */
export async function serveHttp(answer: Answerer, port: number): Promise<Served> {
  const server = createServer((request, response) => {
    void exchange(answer, request, response);
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function exchange(answer: Answerer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const text = await readText(request);
    const { method = 'GET', url: path = '/', headers } = request;
    const answered = text === undefined ? tooLarge : await answer({ method, path, headers, text });
    if (answered === 'lost') response.destroy();
    else send(response, answered);
  } catch {
    // the caller is gone, or what stands behind is: there is nobody to tell, or nothing to say
    response.destroy();
  }
}

const tooLarge: HttpAnswer = { status: 413, headers: {}, text: '' };

/** A request's body, or undefined when it is larger than DynamoDB takes. */
function readText(request: IncomingMessage): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MAX_REQUEST_BYTES) chunks.push(chunk);
    });
    request.on('end', () =>
      resolve(bytes > MAX_REQUEST_BYTES ? undefined : Buffer.concat(chunks).toString()),
    );
    request.on('error', reject);
  });
}

function send(response: ServerResponse, { status, headers, text }: HttpAnswer): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) });
  response.end(text);
}
