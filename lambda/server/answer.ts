import { STATUS_CODES, type ServerResponse } from 'node:http';
import { problemReply, type Problem } from '../http/problem';
import { rendered } from '../http/rendered';

/** Sends a problem of the server's own, which no app was asked about. */
export function sendProblem(outgoing: ServerResponse, problem: Problem): void {
  const { status, headers, content } = rendered(problemReply(problem));
  outgoing.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(content) }).end(content);
}

/** The same as bytes, for a connection on which no request could be read; nothing follows on it. */
export function problemBytes(problem: Problem): string {
  const { status, headers, content } = rendered(problemReply(problem));
  const lines = Object.entries({
    ...headers,
    date: new Date().toUTCString(),
    connection: 'close',
    'content-length': Buffer.byteLength(content),
  }).map(([name, value]) => `${name}: ${value}`);

  return [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines, '', content].join('\r\n');
}
