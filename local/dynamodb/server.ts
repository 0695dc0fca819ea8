import { randomBytes } from 'node:crypto';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer, Engine } from './engine';
import { serializationFailure, unknownOperation } from './failure';

const MAX_REQUEST_BYTES = 16 * 1024 * 1024;
const contentType = 'application/x-amz-json-1.0';

export interface Served {
  /** Such as `http://127.0.0.1:8000`. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Answers DynamoDB's HTTP protocol for an engine, on 127.0.0.1 only. Any credentials and region are accepted.
 * Closing it leaves the engine open.
 *
 * @param port 0 for a free one
 * @throws Error EADDRINUSE when the port is taken
 */
export function serveEngine(engine: Engine, port = 0): Promise<Served> {
  return listen(
    createServer((request, response) => {
      void answerRequest(engine, request, response);
    }),
    port,
  );
}

/** Starts a server on loopback. Its connections are ended when it is closed. */
export async function listen(server: Server, port: number): Promise<Served> {
  server.keepAliveTimeout = 60_000;
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

async function answerRequest(
  engine: Engine,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const text = await readText(request);
  if (text === undefined) return send(response, { status: 413, body: {} });
  if (request.method === 'GET') return sendHealth(response);

  send(response, await answerTo(engine, targetOf(request), text));
}

async function answerTo(engine: Engine, operation: string | undefined, text: string): Promise<Answer> {
  if (operation === undefined) return { status: 400, body: unknownOperation().body };
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return { status: 400, body: serializationFailure().body };
  }
  return engine.call(operation, body);
}

/** The operation that a request names, or undefined when it names none of DynamoDB or its streams. */
export function targetOf(request: IncomingMessage): string | undefined {
  const [api, operation] = String(request.headers['x-amz-target'] ?? '').split('.');
  return api === 'DynamoDB_20120810' || api === 'DynamoDBStreams_20120810' ? operation : undefined;
}

/** A request's body, or undefined when it is larger than DynamoDB takes. */
export function readText(request: IncomingMessage): Promise<string | undefined> {
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

export function send(response: ServerResponse, { status, body }: Answer): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'Content-Type': contentType,
    'Content-Length': Buffer.byteLength(text),
    'x-amzn-RequestId': randomBytes(26).toString('hex').toUpperCase(),
  });
  response.end(text);
}

function sendHealth(response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'text/plain' });
  response.end('healthy: dynamodb.us-east-1.amazonaws.com ');
}
