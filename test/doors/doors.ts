import { request as ask, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { makeApp, type App } from '../../lambda/http/app';
import { gatewayDoor } from '../../lambda/http/gateway-door';
import { nodeDoor } from '../../lambda/http/node-door';
import { inventoryRoutes } from '../../lambda/inventory/routes';
import { orderRoutes } from '../../lambda/order/routes';
import { routes } from '../../lambda/routes';
import { apiListener } from '../../lambda/server/api-listener';
import { httpServer } from '../../lambda/server/http-server';
import { serverMetrics } from '../../lambda/server/metrics';
import { forwarder } from '../../local/http/forward';
import { gatewayAnswers } from '../../local/http/gateway-response';
import { readResources } from '../../local/http/routes';
import { startServer } from '../../local/http/server';
import { synthAside } from '../../local/synth-aside';
import { readStage } from '../../local/template/stage';
import { eventOf, type SentTwice } from '../http/doors';
import { names, openShop } from './shop';

/** What of an answer a client acts on: what a connection adds is not the app's. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** A way into a shop of its own, whose clock and ids are the same as in every other. */
export interface DoorToShop {
  readonly name: string;
  readonly ask: (sent: SentTwice) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

/** Bodies come as text, or in base64 where the API is told that they may be bytes. */
export async function gateway({ base64 }: { readonly base64: boolean }): Promise<DoorToShop> {
  const { shop, close } = await openShop();
  const handler = gatewayDoor(makeApp<typeof shop>(routes, shop, names));

  return {
    name: base64 ? 'API Gateway, in base64' : 'API Gateway',
    ask: async (sent) => {
      const packed = base64 && sent.body !== undefined ? { body: Buffer.from(sent.body) } : {};
      const { statusCode, headers, body } = await handler(rawEvent({ ...sent, ...packed }));
      return answerOf(statusCode, headers ?? {}, body);
    },
    close,
  };
}

/** The gateway hands path and headers on as they came. */
function rawEvent(sent: SentTwice): APIGatewayProxyEvent {
  const [path = '/'] = (sent.path ?? '/').split('?');
  return { ...eventOf({ ...sent, headers: bytes(sent.headers ?? {}) }), path };
}

/** The containers' server, as they run it. */
export async function node(): Promise<DoorToShop & { readonly port: number }> {
  const { shop, close } = await openShop();
  const door = nodeDoor(makeApp<typeof shop>(routes, shop, names));
  const api = apiListener(door, serverMetrics({}), []);
  const server = httpServer((request, response) => void api.listener(request, response));
  const port = await portOf(server);

  return {
    name: 'Node',
    port,
    ask: async (sent) => await overHttp(port, sent),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await close();
    },
  };
}

/** Node's door behind the local run's balancer. */
export async function balanced(): Promise<DoorToShop> {
  const behind = await node();
  const server = await startServer(0);
  server.open({
    resources: [],
    own: () => undefined,
    gateway: gatewayAnswers(readStage([], { sqsUrl: '', tableNames: new Map() })),
    forward: forwarder(() => behind.port),
    warn: (line) => expect(line).toBe('nothing to warn of'),
  });

  return {
    name: "the local run's balancer",
    ask: async (sent) => await overHttp(Number(new URL(server.url).port), sent),
    close: async () => {
      await server.close(0);
      await behind.close();
    },
  };
}

/** The resources of the template, each with the routes of its own function. */
export async function local(): Promise<DoorToShop> {
  const { stacks } = await synthAside('serverless');
  const stage = readStage(stacks, { sqsUrl: 'http://127.0.0.1:1', tableNames: new Map() });
  const { shop, close } = await openShop();
  const apps: Readonly<Record<string, App>> = {
    'lambda/entry/order.lambda.ts': makeApp<typeof shop>(orderRoutes, shop, names),
    'lambda/entry/inventory.lambda.ts': makeApp<typeof shop>(inventoryRoutes, shop, names),
  };
  const functions = new Map(
    stage.parts('AWS::Lambda::Function').flatMap(({ arn, resource }) => {
      const app = apps[String(resource.metadata['holdfast:entry'])];
      const handler = app && gatewayDoor(app);
      return handler ? [[arn, async (event: unknown) => await handler(event as never)] as const] : [];
    }),
  );
  const server = await startServer(0);
  server.open({
    resources: readResources(stage, functions),
    own: () => undefined,
    gateway: gatewayAnswers(stage),
    warn: (line) => expect(line).toBe('nothing to warn of'),
  });

  return {
    name: 'the local run',
    ask: async (sent) => await overHttp(Number(new URL(server.url).port), sent),
    close: async () => {
      await server.close(0);
      await close();
    },
  };
}

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** Sends a path as it is written: what fetch would tidy up arrives as it was sent. */
function overHttp(
  port: number,
  { method = 'GET', path = '/', headers = {}, body }: SentTwice,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const content = Buffer.from(body ?? ''); // a string would be written together with the headers, as UTF-8 once more
    const length = body === undefined ? {} : { 'content-length': content.length }; // which Node leaves out of a GET
    const sent = ask({
      ...{ host: '127.0.0.1', port, method, path, agent: false },
      headers: { ...bytes(headers), ...length },
    });
    sent.once('response', (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.once('end', () =>
        resolve(answerOf(response.statusCode ?? 0, response.headers, Buffer.concat(parts).toString())),
      );
    });
    sent.once('error', reject);
    sent.end(content);
  });
}

/** A header is bytes on the wire: a client writes text as UTF-8. */
function bytes(headers: NonNullable<SentTwice['headers']>): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      [value].flat().map((text) => Buffer.from(text).toString('latin1')),
    ]),
  );
}

const ofConnection = ['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding'];

function answerOf(status: number, headers: Readonly<Record<string, unknown>>, body: string): Answer {
  const kept = Object.entries(headers).filter(([name]) => !ofConnection.includes(name));
  return { status, headers: Object.fromEntries(kept), body };
}
