import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { APIGatewayProxyResult } from 'aws-lambda';
import type { Reply } from '../../lambda/http/route';
import { httpServer } from '../../lambda/server/http-server';
import { received } from '../../lambda/server/receiving';
import { listen } from '../listen';
import type { Forward } from './forward';
import type { GatewayAnswers } from './gateway-response';
import { proxyEvent } from './proxy-event';
import { match, type GatewayResource } from './routes';

/** What the server answers with. */
export interface Site {
  readonly resources: readonly GatewayResource[];
  /** Routes of the local run itself; undefined for a path that is not one of them. */
  readonly own: (method: string, url: string, host: string | undefined) => Reply | undefined;
  readonly gateway: GatewayAnswers;
  /** Takes every request that is not the run's own. @default - resources do */
  readonly forward?: Forward | undefined;
  readonly warn: (line: string) => void;
}

export interface HttpServer {
  readonly url: string;
  /** From here on requests are answered; until then they wait. */
  readonly open: (site: Site) => void;
  /** Takes no new request, finishes those in flight, for so many milliseconds at most. */
  readonly close: (graceMs: number) => Promise<void>;
}

/** @throws Refusal when the port is taken */
export async function startServer(port: number): Promise<HttpServer> {
  let open: (site: Site) => void = () => undefined;
  const site = new Promise<Site>((resolve) => (open = resolve));
  const server = httpServer((request, response) => {
    void site.then((ready) => answer(ready, request, response));
  });
  const url = await listen(server, port, '--port');
  return { url, open, close: (graceMs) => drain(server, graceMs) };
}

async function answer(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = 'GET', url = '/' } = request;
  const path = url.replace(/\?.*$/s, '');
  const body = await received(request, response);
  if (!body) return; // the client went away while it was sending
  try {
    const own = site.own(method, url, request.headers.host);
    if (own) send(response, own);
    else if (site.forward) await site.forward(request, response, body);
    else send(response, await routed(site, request, { path, body }));
  } catch (error) {
    site.warn(`${method} ${path} failed: ${String(error)}`);
    if (response.headersSent) response.destroy();
    else send(response, site.gateway.failed(path));
  }
}

async function routed(
  site: Site,
  request: IncomingMessage,
  { path, body }: { path: string; body: Buffer },
): Promise<Reply> {
  const matched = match(site.resources, request.method ?? 'GET', path);
  if (!matched) return site.gateway.missing(path);
  return replyOf((await matched.invoke(proxyEvent(request, matched, body))) as APIGatewayProxyResult);
}

function replyOf(result: APIGatewayProxyResult): Reply {
  const { statusCode, headers = {}, multiValueHeaders = {}, body, isBase64Encoded } = result;
  if (!Number.isInteger(statusCode))
    throw new Error(`a function must answer with a statusCode, got ${JSON.stringify(result)}`);
  return {
    status: statusCode,
    headers: { ...headers, ...multiValueHeaders } as Record<string, string>,
    body: isBase64Encoded ? Buffer.from(body, 'base64') : body,
  };
}

function send(response: ServerResponse, { status, headers = {}, body }: Reply): void {
  const content = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(content) });
  response.end(content);
}

async function drain(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(cut);
}
