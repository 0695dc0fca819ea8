import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Answer {
  readonly status: string;
  readonly error?: string;
  readonly data: { readonly result: readonly { readonly value: readonly [number, string] }[] };
}

export interface Prometheus {
  readonly ask: (query: string) => Promise<Answer>;
  readonly stop: () => Promise<void>;
}

/** Whether Prometheus and its tool can be run here, and if not, why a test is left out. */
export function missing(): string | undefined {
  const gone = ['prometheus', 'promtool'].filter(
    (name) => spawnSync(name, ['--version']).error !== undefined,
  );
  return gone.length === 0 ? undefined : `${gone.join(' and ')} not installed: apt-get install prometheus`;
}

/** A Prometheus of its own, on loopback, that reads the given servers twice a second into a folder that goes with it. */
export async function startPrometheus(targets: readonly string[]): Promise<Prometheus> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-prometheus-'));
  const config = join(folder, 'prometheus.yml');
  const hosts = targets.map((url) => new URL(url).host);
  const scrape = { job_name: 'holdfast', scrape_interval: '500ms', static_configs: [{ targets: hosts }] };
  writeFileSync(config, JSON.stringify({ scrape_configs: [scrape] })); // JSON is YAML too
  const listen = `127.0.0.1:${await freePort()}`;
  const child = spawn(
    'prometheus',
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=${listen}`,
    ],
    { stdio: 'ignore' },
  );
  const ended = once(child, 'exit');

  return {
    ask: async (query) => {
      const answer = await fetch(`http://${listen}/api/v1/query`, {
        method: 'POST',
        body: new URLSearchParams({ query }),
      });
      return (await answer.json()) as Answer;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');

  return port;
}
