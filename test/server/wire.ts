import { request as ask, type ClientRequest, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';

export async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

export interface Heard {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Asked {
  readonly request: ClientRequest;
  /** Once the request has gone out. */
  readonly sent: Promise<void>;
  readonly heard: Promise<Heard>;
}

/** Sends a request on a connection of its own. `heard` never comes where the connection breaks. */
export function send(port: number, path: string, method = 'GET'): Asked {
  const request = ask({ host: '127.0.0.1', port, path, method, agent: false });
  const heard = new Promise<Heard>((resolve) => {
    request.once('error', () => undefined);
    request.once('response', (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.once('end', () => {
        const text = Buffer.concat(parts).toString();
        const body = (text.startsWith('{') ? JSON.parse(text) : { text }) as Heard['body'];
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      });
    });
  });
  const sent = new Promise<void>((resolve) => void request.end(() => resolve()));
  return { request, sent, heard };
}

/** A connection on which bytes go out as they are written here. */
export interface Wire {
  readonly write: (text: string) => void;
  /** Everything that came, once it ends with `end`, or matches it. */
  readonly until: (end: RegExp) => Promise<string>;
  /** Everything that came, once the server has closed. Rejects where the connection was reset. */
  readonly closed: Promise<string>;
  readonly hangUp: () => void;
}

export function wire(port: number, { halfOpen = false } = {}): Wire {
  const socket = connect({ host: '127.0.0.1', port, allowHalfOpen: halfOpen });
  let text = '';
  socket.on('data', (part) => (text += part.toString()));
  const closed = new Promise<string>((resolve, reject) => {
    socket.once('error', reject);
    socket.once('close', () => resolve(text));
  });
  closed.catch(() => undefined);

  return {
    write: (bytes) => void socket.write(bytes),
    until: (end) =>
      new Promise((resolve) => {
        const look = () => end.test(text) && resolve(text);
        socket.on('data', look);
        look();
      }),
    closed,
    hangUp: () => socket.destroy(),
  };
}

/** Answers what a raw connection heard: status, headers by their lower-case names, body. */
export function parsed(text: string): Heard {
  const [head = '', body = ''] = text.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const headers = Object.fromEntries(lines.map((line) => line.split(': ', 2) as [string, string]));

  expect(headers['content-length']).toBe(String(Buffer.byteLength(body)));
  return { status: Number(first.split(' ')[1]), headers, body: JSON.parse(body) as Heard['body'] };
}

export async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
}
