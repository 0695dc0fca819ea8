import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, type RedisClientType } from '@redis/client';

/** A real Redis that keeps nothing and that nobody else can reach. */
export interface RedisServer {
  readonly client: RedisClientType;
  close(): Promise<void>;
}

const READY_MS = 5_000;

/** Starts `redis-server` on a socket in a folder of its own; a sentence where that cannot be done. */
export async function startRedis(): Promise<RedisServer | string> {
  const folder = await mkdtemp(join(tmpdir(), 'lab-redis-'));
  const socketPath = join(folder, 'redis.sock');
  const args = [
    '--port',
    '0',
    '--unixsocket',
    socketPath,
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    folder,
  ];
  const server = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const remove = () => rm(folder, { recursive: true, force: true });

  const started = await new Promise<string | undefined>((resolve) => {
    const late = setTimeout(() => resolve(`redis-server was not ready after ${READY_MS} ms`), READY_MS);
    const end = (reason?: string) => {
      clearTimeout(late);
      resolve(reason);
    };
    server.once('error', () => end('redis-server is not installed (Debian: apt-get install redis-server)'));
    server.once('exit', (code) => end(`redis-server ended with code ${String(code)} while it started`));
    server.stdout.on('data', (chunk: Buffer) => {
      if (/ready to accept connections/i.test(chunk.toString())) end();
    });
  });
  if (started !== undefined) {
    server.kill();
    await remove();
    return started;
  }

  const client: RedisClientType = createClient({ socket: { path: socketPath, tls: false } });
  await client.connect();
  return {
    client,
    close: async () => {
      client.destroy();
      const ended = once(server, 'exit');
      server.kill();
      await ended;
      await remove();
    },
  };
}
