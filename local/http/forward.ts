import { Agent, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { readBody } from './read-body';

/** Passes a request on and its answer back, as it was sent. Rejects where no answer came. */
export type Forward = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Headers that belong to one connection, and not to what is said over it. */
const ofConnection = new Set(['connection', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'expect']);

/** The counterpart of a load balancer with one target. */
export function forwarder(port: () => number | undefined): Forward {
  const agent = new Agent({ keepAlive: true });

  return async (request, response) => {
    const to = port();
    if (to === undefined) throw new Error('no container serves just now');
    await pass(request, response, { agent, port: to });
  };
}

function pass(
  request: IncomingMessage,
  response: ServerResponse,
  { agent, port }: { readonly agent: Agent; readonly port: number },
): Promise<void> {
  const { method, url: path } = request;
  const chunked = request.headers['transfer-encoding'] ? ['transfer-encoding', 'chunked'] : [];
  const headers = [...kept(request.rawHeaders), 'x-forwarded-for', '127.0.0.1', ...chunked];

  return new Promise((resolve, reject) => {
    const upstream = ask({ agent, host: '127.0.0.1', port, method, path, headers });
    upstream.once('response', (answer) => {
      const { statusCode = 502, rawHeaders } = answer;
      answer.once('error', reject);
      request.unpipe(upstream);
      void sent(request).then((whole) => {
        // what is still being sent would be read as the next request
        response.writeHead(statusCode, [...kept(rawHeaders), ...(whole ? [] : ['connection', 'close'])]);
        answer.pipe(response);
      });
    });
    upstream.once('error', reject);
    response.once('close', () => {
      if (!request.complete) request.destroy();
      upstream.destroy();
      resolve();
    });
    request.pipe(upstream);
  });
}

/** Lets a client finish sending what was answered early: cut off, it would not read the answer. Says whether it did, within limits. */
async function sent(request: IncomingMessage): Promise<boolean> {
  try {
    return request.complete || !(await readBody(request)).endless;
  } catch {
    return false; // gone, and its answer with it
  }
}

function kept(rawHeaders: readonly string[]): string[] {
  return rawHeaders.flatMap((name, index) =>
    index % 2 === 0 && !ofConnection.has(name.toLowerCase()) ? [name, rawHeaders[index + 1] ?? ''] : [],
  );
}
