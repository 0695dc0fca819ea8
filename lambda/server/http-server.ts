import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { invalidRequest } from '../http/problem';
import { sendProblem } from './answer';
import { HEADERS_LIMIT, refusals } from './refusals';

/** Longer than a balancer keeps an idle connection (60 s), so that it never sends into one that closes. */
const KEEP_ALIVE_MS = 65_000;

/** What a client may take to send a request, headers and body; a body is 65,536 bytes at most. */
const RECEIVE_MS = 20_000;

/** How long nothing may move on a connection: longer than any answer takes, so that it ends who does not read his. */
const STILL_MS = 60_000;

/** A balancer keeps some dozens open: many more are somebody's mistake, and each one holds memory. */
const MOST_CONNECTIONS = 1_000;

/**
 * A server with a limit for everything that a client may do to it: time, size, number of connections. What cannot be read is
 * answered with a problem document, as what can be.
 */
export function httpServer(
  listener: RequestListener,
  { receiveMs = RECEIVE_MS }: { readonly receiveMs?: number } = {},
): Server {
  const server = createServer({
    keepAliveTimeout: KEEP_ALIVE_MS,
    requestTimeout: receiveMs, // for the headers too, where they have no limit of their own
    connectionsCheckingInterval: receiveMs / 20, // how late Node may be
    maxHeaderSize: HEADERS_LIMIT + 1, // Node refuses what reaches its limit
    requireHostHeader: false, // Node's own refusal is no problem document
  });
  server.maxConnections = MOST_CONNECTIONS;
  server.timeout = STILL_MS;

  const { owes, refuse } = refusals();
  const serve: RequestListener = (request, response) => {
    owes(request, response);
    if (lacksHost(request)) sendProblem(response, invalidRequest([hostWanted]));
    else listener(request, response);
  };
  return server
    .on('request', serve)
    .on('checkExpectation', serve) // an expectation that means nothing here is ignored
    .on('clientError', refuse);
}

const hostWanted = { field: 'header Host', wanted: 'sent', got: null };

function lacksHost({ httpVersion, headers }: IncomingMessage): boolean {
  return httpVersion === '1.1' && headers.host === undefined;
}
