import { Agent, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';

/** Passes a request on, whose body was received, and its answer back as it was sent. Rejects where no answer came. */
export type Forward = (request: IncomingMessage, response: ServerResponse, body: Buffer) => Promise<void>;

/** Headers that belong to one connection, and not to what is said over it. */
const ofConnection = new Set(['connection', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'expect']);

/** The counterpart of a load balancer with one target. */
export function forwarder(port: () => number | undefined): Forward {
  const agent = new Agent({ keepAlive: true });

  return async (request, response, body) => {
    const to = port();
    if (to === undefined) throw new Error('no container serves just now');
    await pass(request, response, { agent, port: to, body });
  };
}

function pass(
  request: IncomingMessage,
  response: ServerResponse,
  { agent, port, body }: { readonly agent: Agent; readonly port: number; readonly body: Buffer },
): Promise<void> {
  const { method, url: path } = request;
  const headers = [
    ...kept(request.rawHeaders, 'content-length'),
    ...['x-forwarded-for', '127.0.0.1'],
    ...lengthOf(request, body),
  ];

  return new Promise((resolve, reject) => {
    const upstream = ask({ agent, host: '127.0.0.1', port, method, path, headers });
    upstream.once('response', (answer) => {
      const { statusCode = 502, rawHeaders } = answer;
      answer.once('error', reject);
      response.writeHead(statusCode, kept(rawHeaders));
      answer.pipe(response);
    });
    upstream.once('error', reject);
    response.once('close', () => {
      upstream.destroy();
      resolve();
    });
    upstream.end(body);
  });
}

/** Of the body as it was received: what is too long was not kept. */
function lengthOf({ headers }: IncomingMessage, body: Buffer): string[] {
  const declared = headers['content-length'] ?? headers['transfer-encoding'];
  return declared === undefined ? [] : ['content-length', String(body.byteLength)];
}

function kept(rawHeaders: readonly string[], also?: string): string[] {
  return rawHeaders.flatMap((name, index) => {
    const lower = name.toLowerCase();
    const passes = index % 2 === 0 && !ofConnection.has(lower) && lower !== also;
    return passes ? [name, rawHeaders[index + 1] ?? ''] : [];
  });
}
