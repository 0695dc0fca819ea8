import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { panels } from '../../container/grafana-dashboard.json';
import { measures } from '../../lambda/observe/measures';
import { openGround, type Ground } from '../containers/servers';
import { missing, startPrometheus, type Answer, type Prometheus } from './prometheus';

const why = missing();
if (why !== undefined) console.warn(`left out: ${why}`);
const testHere = why === undefined ? test : test.skip;

let ground: Ground;
let prometheus: Prometheus;
let servers: readonly Awaited<ReturnType<Ground['start']>>[];

async function buy(url: string, key: string, token = 'tok_ok'): Promise<string> {
  const answer = await fetch(`${url}/orders`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${ground.token}`,
      'content-type': 'application/json',
      'idempotency-key': key,
    },
    body: JSON.stringify({
      lines: [{ sku: 'cup', quantity: 1 }],
      shipTo: { name: 'Alice', postcode: '10115', address: '1 Main Street' },
      payment: { token },
    }),
  });
  return ((await answer.json()) as { orderId: string }).orderId;
}

/** Asks until a number is reached. */
async function reached(query: string, least: number): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    // it may not listen yet
    const { data } = await prometheus
      .ask(query)
      .catch(() => ({ data: { result: [] as Answer['data']['result'] } }));
    if (Number(data.result[0]?.value[1] ?? 0) >= least) return;
    await sleep(200);
  }
  throw new Error(`never came about: ${query} of ${least}`);
}

if (why === undefined) {
  beforeAll(async () => {
    ground = await openGround();
    await ground.world.stock('cup', 100);
    servers = await Promise.all([ground.start('api'), ground.start('worker')]);
    const { url } = servers[0]!;
    prometheus = await startPrometheus(servers.map(({ metricsUrl }) => metricsUrl));
    await reached('min(count_over_time(holdfast_business_total[5m]))', 1);
    const orders = await Promise.all([buy(url, 'one'), buy(url, 'two'), buy(url, 'three', 'tok_declined')]);
    for (const orderId of orders.slice(0, 2)) {
      const MessageBody = JSON.stringify({ customerId: 'alice', orderId });
      await ground.callSqs('SendMessage', { QueueUrl: ground.queues.shipping, MessageBody });
    }
    await reached('sum(holdfast_business_total{measure="shipped"})', 2);
    // of one value no rate can be told
    await reached('min(count_over_time(holdfast_messages_total[5m]))', 2);
    await reached('min(count_over_time(holdfast_http_request_seconds_count[5m]))', 2);
  });
  afterAll(async () => {
    await prometheus.stop();
    for (const server of servers) server.terminate();
    await Promise.all(servers.map(({ exitCode }) => exitCode));
    await ground.close();
  });
}

const queries = panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const));
const here = (query: string) => query.replaceAll('$__rate_interval', '1m').replaceAll('$stage', 'test');

testHere.each(queries)('Prometheus answers what the panel "%s" asks', async (_, query) => {
  const { status, error, data } = await prometheus.ask(here(query));

  expect([status, error]).toEqual(['success', undefined]);
  expect(data.result.length).toBeGreaterThan(0);
  for (const { value } of data.result) expect(Number(value[1])).toEqual(expect.any(Number));
});

testHere('what was bought, declined and shipped is what Prometheus counts', async () => {
  const count = async (measure: string) => {
    const { data } = await prometheus.ask(`sum(holdfast_business_total{measure="${measure}"})`);
    return data.result[0]?.value[1];
  };

  expect([await count('accepted'), await count('declined'), await count('shipped')]).toEqual(['3', '1', '2']);
});

test('the dashboard shows every measure that a server counts', () => {
  const asked = queries.map(([, query]) => query).join(' ');

  expect(Object.keys(measures).filter((measure) => !asked.includes(measure))).toEqual([]);
});

testHere('the metrics are written as promtool would have them', async () => {
  for (const { metricsUrl } of servers) {
    const text = await (await fetch(`${metricsUrl}/metrics`)).text();
    const { status, stderr } = spawnSync('promtool', ['check', 'metrics'], { input: text, encoding: 'utf8' });

    // 3 says that something is against a convention: names of the runtime's own are the library's
    expect([0, 3]).toContain(status);
    expect(stderr.split('\n').filter((line) => line.includes('holdfast_'))).toEqual([]);
  }
});
