import { Agent, request, type IncomingHttpHeaders } from 'node:http';

/** One answer, as it came. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The parsed body, or `undefined` where it is not JSON. */
  readonly body: unknown;
}

export interface Sending {
  readonly method: string;
  /** Path and query exactly as they go on the wire: nothing is normalised. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string is sent as it is. */
  readonly body?: string;
}

/** Sixty-four is enough for "50 at once" to be at once. */
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Sends one request and reads the whole answer. @throws the socket's error where no answer came */
export async function send(url: string, sending: Sending): Promise<Answer> {
  const { hostname, port } = new URL(url);
  const { method, path, body } = sending;
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };

  return await new Promise((resolve, reject) => {
    const call = request(
      { agent, hostname, port, method, path, headers: { ...length, ...sending.headers } },
      (incoming) => {
        const parts: Buffer[] = [];
        incoming.on('data', (part: Buffer) => parts.push(part));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const text = Buffer.concat(parts).toString('utf8');
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            text,
            body: parsed(text),
          });
        });
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}

/** Idle connections would keep the test process alive. */
export function hangUp(): void {
  agent.destroy();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
