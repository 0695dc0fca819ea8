import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Longer than a balancer keeps an idle connection (60 s), so that it never sends into one that closes. */
const KEEP_ALIVE_MS = 65_000;

/** What a client may take to send a request; bodies are 65,536 bytes at most. */
const RECEIVE_MS = 30_000;

/** A balancer keeps some dozens open: many more are somebody's mistake, and each one holds memory. */
const MOST_CONNECTIONS = 1_000;

export interface Listening {
  readonly server: Server;
  /** The one that was asked for, or a free one for 0. */
  readonly port: number;
}

/** @throws Error where the port cannot be had */
export async function listen(
  listener: RequestListener,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Listening> {
  const server = createServer(
    { keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: RECEIVE_MS, headersTimeout: RECEIVE_MS },
    listener,
  );
  server.maxConnections = MOST_CONNECTIONS;

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return { server, port: (server.address() as AddressInfo).port };
}
