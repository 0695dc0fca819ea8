import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { invalidRequest, Problem } from '../http/problem';
import { problemBytes } from './answer';

/** Longest path and headers together, in bytes: as much as API Gateway takes, or more. */
export const HEADERS_LIMIT = 16_384;

/** How long a client that was refused may take to read why: cut off at once, it would lose the answer with the connection. */
const LINGER_MS = 1_000;

/** How a server refuses what it could not read as a request. */
export interface Refusals {
  /** Takes note of an answer that a connection owes. */
  readonly owes: (request: IncomingMessage, response: ServerResponse) => void;
  /** Answers a connection on which Node gave up, and closes it. */
  readonly refuse: (error: NodeJS.ErrnoException, socket: Duplex) => void;
}

export function refusals(): Refusals {
  const owed = new WeakMap<Duplex, Set<IncomingMessage>>();
  const refused = new WeakSet<Duplex>();

  return {
    owes: (request, response) => {
      const requests = owed.get(request.socket) ?? new Set();
      owed.set(request.socket, requests.add(request));
      response.once('close', () => requests.delete(request));
    },
    refuse: (error, socket) => {
      if (refused.has(socket)) return; // what still arrives is thrown away
      refused.add(socket);

      const answers = [...(owed.get(socket) ?? [])];
      // a client would take the refusal for the answer to what it sent before
      if (answers.some(({ complete }) => complete)) socket.destroy();
      else dismiss(socket, problemOf(error));
    },
  };
}

function dismiss(socket: Duplex, problem: Problem): void {
  socket.end(problemBytes(problem));
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}

function problemOf({ code }: NodeJS.ErrnoException): Problem {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return new Problem(
      408,
      'request_timeout',
      'the request did not arrive in time and nothing was done: send it again, all of it at once',
      { retryable: true },
    );
  if (code === 'HPE_HEADER_OVERFLOW')
    return new Problem(
      431,
      'headers_too_large',
      `path and headers must have at most ${HEADERS_LIMIT} bytes together`,
    );
  return invalidRequest([{ field: 'request', wanted: 'HTTP/1.1', got: 'something else' }]);
}
