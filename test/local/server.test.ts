import { gatewayAnswers } from '../../local/http/gateway-response';
import { forwarder } from '../../local/http/forward';
import type { GatewayResource } from '../../local/http/routes';
import { startServer, type HttpServer, type Site } from '../../local/http/server';
import { readStage } from '../../local/template/stage';
import { closeServers, head, serve } from '../server/served';
import { eventually, parsed, send, wire } from '../server/wire';

const warnings: string[] = [];
const open: HttpServer[] = [];
afterEach(async () => {
  expect(warnings.splice(0)).toEqual([]);
  for (const server of open.splice(0)) await server.close(0);
  closeServers();
});

/** The local run's server, before functions or before a container. */
async function start(site: Pick<Site, 'resources' | 'forward'>): Promise<number> {
  const server = await startServer(0);
  open.push(server);
  server.open({
    ...site,
    own: (method, url) => (url === '/dev' ? { status: 200, body: { method } } : undefined),
    gateway: gatewayAnswers(readStage([], { sqsUrl: '', tableNames: new Map() })),
    warn: (line) => void warnings.push(line),
  });
  return Number(new URL(server.url).port);
}

interface Event {
  readonly body: string | null;
  readonly multiValueQueryStringParameters: unknown;
}

/** One function behind every method of `/things`, that tells what it was called with once it is let. */
function things() {
  const events: Event[] = [];
  const gate = { open: Promise.resolve() };
  const invoke = async (event: unknown) => {
    events.push(event as Event);
    await gate.open;
    return { statusCode: 200, headers: {}, body: '{"ok":true}' };
  };
  const resource: GatewayResource = {
    path: '/things',
    segments: ['things'],
    methods: new Map([['ANY', invoke]]),
  };
  return { events, gate, resources: [resource] };
}

const behind = {
  functions: async () => ({ resources: things().resources }),
  'a container': async () => {
    const port = await serve();
    return { resources: [], forward: forwarder(() => port) };
  },
};

test.each(Object.entries(behind))(
  'before %s sixty bodies that never end keep nobody from an answer',
  async (_, site) => {
    const port = await start(await site());
    const clients = Array.from({ length: 60 }, () => wire(port));
    for (const client of clients)
      client.write(head('POST /things HTTP/1.1', 'host: shop', 'content-length: 9'));

    expect((await send(port, '/things').heard).status).toBe(200);
    for (const client of clients) client.hangUp();
  },
);

test.each(Object.entries(behind))(
  'before %s what is no HTTP, or has too many headers, is a problem',
  async (_, site) => {
    const port = await start(await site());
    const [nonsense, large] = [wire(port), wire(port)];
    nonsense.write('nonsense\r\n\r\n');
    large.write(head('GET /things HTTP/1.1', 'host: shop', `x: ${'y'.repeat(16_384)}`));

    expect(parsed(await nonsense.closed)).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    expect(parsed(await large.closed)).toMatchObject({ status: 431, body: { code: 'headers_too_large' } });
  },
);

test('a client that hangs up in its body calls no function, and is nothing to warn of', async () => {
  const { events, resources } = things();
  const port = await start({ resources });
  const client = wire(port);
  client.write(head('POST /things HTTP/1.1', 'host: shop', 'content-length: 9'));
  await send(port, '/dev').heard;
  client.hangUp();

  await send(port, '/things').heard;
  expect(events).toHaveLength(1);
});

test('a client that hangs up before its answer is nothing to warn of, and the function ends its work', async () => {
  const { events, gate, resources } = things();
  const port = await start({ resources });
  let release = (): void => undefined;
  gate.open = new Promise((resolve) => (release = resolve));
  const { request } = send(port, '/things', 'POST');
  await eventually(() => events.length === 1);
  request.destroy();
  await send(port, '/dev').heard;
  release();

  expect((await send(port, '/things').heard).status).toBe(200);
});

test('a client that hangs up before a container answers is nothing to warn of', async () => {
  const state = { asked: 0, gone: false };
  const silent = await serve((_, response) => {
    state.asked += 1;
    response.once('close', () => (state.gone = true));
  });
  const port = await start({ resources: [], forward: forwarder(() => silent) });
  const { request } = send(port, '/things');
  await eventually(() => state.asked === 1);
  request.destroy();

  await eventually(() => state.gone);
});

test('a container gets the body that came, and its length', async () => {
  const seen: unknown[] = [];
  const container = await serve((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.once('end', () => {
      const { host, 'content-length': length, 'transfer-encoding': coding } = request.headers;
      seen.push([request.method, host, length, coding, Buffer.concat(parts).toString()]);
      response.end('{}');
    });
  });
  const port = await start({ resources: [], forward: forwarder(() => container) });
  const [plain, chunked, none] = [wire(port), wire(port), wire(port)];
  plain.write(`${head('POST /a HTTP/1.1', 'host: shop', 'content-length: 3')}abc`);
  await plain.until(/\}$/);
  chunked.write(
    `${head('PUT /a HTTP/1.1', 'host: shop', 'transfer-encoding: chunked')}1\r\na\r\n1\r\nb\r\n0\r\n\r\n`,
  );
  await chunked.until(/\}/);
  none.write(head('GET /a HTTP/1.1', 'host: shop'));
  await none.until(/\}/);

  expect(seen).toEqual([
    ['POST', 'shop', '3', undefined, 'abc'],
    ['PUT', 'shop', '2', undefined, 'ab'],
    ['GET', 'shop', undefined, undefined, ''],
  ]);
  for (const client of [plain, chunked, none]) client.hangUp();
});

test('a query of thousands of parameters of one name is read in one go', async () => {
  const { events, resources } = things();
  const port = await start({ resources });

  expect((await send(port, `/things?${'a=&'.repeat(5_000)}`).heard).status).toBe(200);
  expect(events[0]?.multiValueQueryStringParameters).toEqual({ a: Array.from({ length: 5_000 }, () => '') });
});
