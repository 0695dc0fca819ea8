import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { bundleName, bundleServersAside, type ServerName } from '../../lib/server-bundle';
import { LOCAL_CLIENT, LOCAL_ISSUER, openIssuer } from '../../local/issuer';
import { listen } from '../../local/listen';
import { startSqs } from '../../local/sqs';
import { openWorld } from '../world';

/** The ground that servers stand on: a store, two queues, an issuer of tokens, and the bundles of the image. */
export async function openGround() {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-servers-'));
  const [world, sqs, issuer] = await Promise.all([
    openWorld(),
    startSqs(0),
    openIssuer(),
    bundleServersAside(folder),
  ]);
  const callSqs = async <A>(action: string, body: object): Promise<A> => {
    const headers = { 'x-amz-target': `AmazonSQS.${action}`, 'content-type': 'application/x-amz-json-1.0' };
    const answer = await fetch(sqs.url, { method: 'POST', headers, body: JSON.stringify(body) });
    return (await answer.json()) as A;
  };
  const queue = async (QueueName: string) => {
    const Attributes = { VisibilityTimeout: '360' };
    return (await callSqs<{ QueueUrl: string }>('CreateQueue', { QueueName, Attributes })).QueueUrl;
  };
  const queues = { shipping: await queue('shipping'), deadline: await queue('deadline') };
  const keys = createServer((_, response) => response.end(JSON.stringify(issuer.keySet)));
  const { hostname = '', port } = (await world.db.config.endpoint?.()) ?? {};
  const env = {
    AWS_ENDPOINT_URL_DYNAMODB: `http://${hostname}:${port ?? ''}`,
    AWS_ENDPOINT_URL_SQS: sqs.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    STAGE: 'test',
    INVENTORY_TABLE: 'Inventory',
    ORDERS_TABLE: 'Orders',
    SANDBOX_TABLE: 'Sandbox',
    SHIPPING_QUEUE_URL: queues.shipping,
    DEADLINE_QUEUE_URL: queues.deadline,
    HOLD_SECONDS: '600',
    SETTLE_SECONDS: '30',
    DEADLINES: 'run',
    TOKEN_ISSUER: LOCAL_ISSUER,
    TOKEN_CLIENT_ID: LOCAL_CLIENT,
    TOKEN_JWKS_URI: await listen(keys, 0, 'none'),
    HOST: '127.0.0.1',
    PORT: '0',
    METRICS_PORT: '0',
    DEREGISTRATION_SECONDS: '1',
    POLL_SECONDS: '1',
  };

  return {
    world,
    callSqs,
    queues,
    token: issuer.token({ sub: 'alice', groups: [], expiresIn: 600 }).token,
    start: async (server: ServerName) => await startServer(join(folder, bundleName(server)), env),
    close: async () => {
      keys.close();
      await Promise.all([world.close(), sqs.close()]);
      rmSync(folder, { recursive: true });
    },
  };
}

export type Ground = Awaited<ReturnType<typeof openGround>>;

/** A server's process, once it says that it is ready. */
async function startServer(file: string, env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [file], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const complaints: string[] = [];
  child.stderr.on('data', (part: Buffer) => complaints.push(part.toString()));
  const lines: string[] = [];
  child.stdout.on('data', (part: Buffer) => lines.push(part.toString()));
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const said = await firstLine(child);
  if (!said) throw new Error(`the server ended before it was ready:\n${complaints.join('')}`);

  return {
    url: `http://127.0.0.1:${said.port ?? ''}`,
    metricsUrl: `http://127.0.0.1:${said.metricsPort ?? ''}`,
    terminate: () => child.kill('SIGTERM'),
    /** Everything that it wrote, on both streams. */
    log: () => [...lines, ...complaints].join(''),
    exitCode: ended.then(([code]) => code),
  };
}

async function firstLine(child: ChildProcess): Promise<{ port?: number; metricsPort?: number } | undefined> {
  for await (const line of createInterface({ input: child.stdout! })) {
    child.stdout!.resume(); // nobody reads the rest, and a full pipe would stop the server
    return JSON.parse(line) as { port?: number };
  }
  return undefined;
}
