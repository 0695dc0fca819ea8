import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { startCommand } from '../contract/program';

/** The run of a laptop, with its servers as real processes. */
async function startShop() {
  const options = ['--variant', 'containers', '--port', '0', '--seed', 'demo'];
  const shop = startCommand('local/start.js', options);
  const said: string[] = [];
  for (const stream of [shop.stdout!, shop.stderr!])
    createInterface({ input: stream }).on('line', (line) => said.push(line));
  const url = await eventually(() => said.join('\n').match(/^ready (\S+)$/m)?.[1]);
  const servers = () => processes().filter(({ parent, args }) => parent === shop.pid && isServer(args));

  return { shop, url, servers, said };
}

interface Running {
  readonly pid: number;
  readonly parent: number;
  readonly args: string;
}

const isServer = (args: string) => args.includes('.server.mjs');

/** What runs on this machine, as Linux tells it. */
function processes(): readonly Running[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const [, parent = ''] = /\) \S+ (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
        const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return [{ pid: Number(pid), parent: Number(parent), args }];
      } catch {
        return []; // ended meanwhile
      }
    });
}

async function eventually<T>(look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function left(pids: readonly number[]): Promise<void> {
  await eventually(() => (processes().some(({ pid }) => pids.includes(pid)) ? undefined : true));
}

async function buy(url: string, key: string): Promise<() => Promise<{ status: string }>> {
  const { token } = (await (await fetch(`${url}/dev/token?sub=alice`)).json()) as { token: string };
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({
    lines: [{ sku: 'mug-blue', quantity: 1 }],
    shipTo: { name: 'Alice', postcode: '10115', address: '1 Main Street' },
    payment: { token: 'tok_ok' },
  });
  const placed = await fetch(`${url}/orders`, {
    method: 'POST',
    headers: { ...headers, 'idempotency-key': key },
    body,
  });
  expect(placed.status).toBe(201);
  const { orderId } = (await placed.json()) as { orderId: string };

  return async () =>
    (await (await fetch(`${url}/orders/${orderId}`, { headers })).json()) as { status: string };
}

test('servers that are killed are started again, and the shop goes on selling and shipping', async () => {
  const { shop, url, servers, said } = await startShop();
  const before = servers();
  expect(before.map(({ args }) => /\w+\.server/.exec(args)?.[0]).sort()).toEqual([
    'api.server',
    'worker.server',
  ]);

  for (const { pid } of before) process.kill(pid, 'SIGKILL');
  await left(before.map(({ pid }) => pid));
  await eventually(async () => ((await fetch(`${url}/health`)).ok ? true : undefined));
  const look = await buy(url, 'after the kill');
  await eventually(async () => ((await look()).status === 'shipped' ? true : undefined));

  expect(said.filter((line) => line.includes('ended with SIGKILL and is started again'))).toHaveLength(2);
  shop.kill('SIGINT');
  await once(shop, 'exit');
});

test('Ctrl-C ends the run with 0 and leaves no server behind', async () => {
  const { shop, servers } = await startShop();
  const pids = servers().map(({ pid }) => pid);

  shop.kill('SIGINT');
  const [code] = (await once(shop, 'exit')) as [number | null];

  expect(code).toBe(0);
  expect(processes().filter(({ pid }) => pids.includes(pid))).toEqual([]);
});

test('a run that is killed with SIGKILL leaves no server behind', async () => {
  const { shop, servers } = await startShop();
  const pids = servers().map(({ pid }) => pid);

  shop.kill('SIGKILL');

  expect(pids).toHaveLength(2);
  await left(pids);
});
