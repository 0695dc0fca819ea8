import { openEngineRate } from './bench/engine-rate';
import { openShopRate } from './bench/shop-rate';
import { AT_ONCE, type Stretch } from './bench/stretch';
import { timeSharesOf, type TimeShares } from './bench/time-shares';
import { outputFor, runCommand } from './command';
import { json, wholeNumber } from './options';
import { runLocal } from './run';

const options = {
  seconds: wholeNumber({
    placeholder: 'N',
    help: 'how long each of the three is measured, in three turns',
    fallback: 15,
    from: 3,
    to: 600,
  }),
  json,
};

const command = {
  usage: 'npm run bench --',
  about:
    'Orders per second through HTTP, placed and paid, spread over 100 SKUs and on one; beside the rate of bare two-item transactions in the same process.',
  options,
};

/** Taking turns, because the machine is not the same from one minute to the next. */
const TURNS = 3;

void runCommand(command, async ({ seconds, json: asJson }) => {
  const output = outputFor(asJson);
  const run = await runLocal({ port: 0, seed: 'none' });
  const name = `bench-${Date.now()}`;
  const spread = await openShopRate(
    run.url,
    Array.from({ length: 100 }, (_, index) => `${name}-${index}`),
  );
  const hot = await openShopRate(run.url, [`${name}-hot`]);
  const engine = await openEngineRate();

  const turns = { spread: [] as Stretch[], hot: [] as Stretch[], engine: [] as Stretch[] };
  for (const measured of [spread, hot, engine]) await measured.measure(1); // warm-up, not counted
  for (let turn = 1; turn <= TURNS; turn += 1) {
    turns.engine.push(await engine.measure(seconds / TURNS));
    turns.spread.push(await spread.measure(seconds / TURNS));
    turns.hot.push(await hot.measure(seconds / TURNS));
    process.stderr.write(`turn ${turn} of ${TURNS} done\n`);
  }

  const time = await timeSharesOf(() => hot.measure(seconds / TURNS)); // sampling slows: a turn of its own
  const figures = { ...figuresOf(turns), time };
  output.result(figures, tableOf(figures));
  for (const measured of [spread, hot, engine]) await measured.close();
  await run.close();
  return 0;
});

function figuresOf(turns: Readonly<Record<'spread' | 'hot' | 'engine', readonly Stretch[]>>) {
  const transactions = median(turns.engine.map(rateOf));
  const ratio = (stretches: readonly Stretch[]) =>
    Number(
      median(
        stretches.map((stretch, turn) => rateOf(stretch) / rateOf(turns.engine[turn] ?? stretch)),
      ).toFixed(2),
    );

  return {
    spread: shopFigures(turns.spread),
    hot: shopFigures(turns.hot),
    engine: { transactionsPerSecond: Math.round(transactions) },
    ratio: { spread: ratio(turns.spread), hot: ratio(turns.hot) },
  };
}

function shopFigures(stretches: readonly Stretch[]) {
  const latencies = stretches.flatMap(({ latenciesMs }) => latenciesMs).sort((a, b) => a - b);
  const at = (share: number) =>
    Number((latencies[Math.floor((latencies.length - 1) * share)] ?? 0).toFixed(1));

  return { ordersPerSecond: Math.round(median(stretches.map(rateOf))), p50Ms: at(0.5), p99Ms: at(0.99) };
}

function rateOf({ done, seconds }: Stretch): number {
  return done / seconds;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

type Figures = ReturnType<typeof figuresOf> & { readonly time: TimeShares };

function tableOf({ spread, hot, engine, ratio, time }: Figures): string {
  const row = (name: string, { ordersPerSecond, p50Ms, p99Ms }: typeof spread, share: number) =>
    `${name.padEnd(24)} ${ordersPerSecond} orders/s, p50 ${p50Ms} ms, p99 ${p99Ms} ms, ${share} of the engine's rate`;

  return [
    `${AT_ONCE} at once; customers, server, workers and engine in one process on this machine: nothing here is a figure of AWS`,
    row('spread over 100 SKUs', spread, ratio.spread),
    row('one hot SKU', hot, ratio.hot),
    `bare 2-item transactions ${engine.transactionsPerSecond}/s through the same SDK client`,
    'An order is a transaction, a write of the sandbox ledger and an update: three calls of the SDK before its answer,',
    'and three more, in the thread of the workers, to ship it; customers have a thread of their own too.',
    `Where the time of the serving thread goes (hot SKU, sampled): ${sharesText(time)}`,
  ].join('\n');
}

const partNames = {
  sdk: 'AWS SDK',
  http: "Node's HTTP and sockets",
  engine: 'embedded DynamoDB',
  shop: 'routes, tokens, schemas and order flow',
  queuesEventsRoutes: 'queues, events and the rest of the local run',
  memory: 'garbage collection',
  other: 'other',
} as const;

function sharesText(time: TimeShares): string {
  return Object.entries(partNames)
    .map(([part, name]) => `${name} ${Math.round(time[part as keyof TimeShares] * 100)} %`)
    .join(', ');
}
