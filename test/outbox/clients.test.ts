import { busClient, queueClient } from '../../lambda/outbox/clients';
import { dispatchBatch, type OrderRecord } from '../../lambda/outbox/dispatch-batch';
import { publishBatch } from '../../lambda/outbox/publisher';
import { sqsDeadlineMessages, sqsShippingMessages } from '../../lambda/outbox/sqs-messages';
import { sqsSendAll } from '../../lambda/outbox/sqs-send-all';
import { streamTimeout } from '../../lib/timing';
import { environmentOf, scripted } from './scripted';

const short = { connectMs: 1_000, answerMs: 20, tries: 2 };
const before = process.env;

let service: Awaited<ReturnType<typeof scripted>>;
beforeEach(async () => {
  service = await scripted(() => undefined);
  process.env = { ...before, ...environmentOf(service.url) };
});
afterEach(async () => {
  process.env = before;
  await service.close();
});

const record = (sequence: string) =>
  ({
    sequence,
    change: {
      after: {
        customerId: 'ada',
        orderId: sequence,
        status: 'paid',
        version: 2,
        updatedAt: '2026-01-01T00:00:00Z',
        dueAt: '2026-01-01T00:00:10Z',
        timeline: [],
        lines: [],
      },
    },
  }) as unknown as OrderRecord;

test('queues that accept and never answer are given up after the tries that were set, and the records come again', async () => {
  const sqs = queueClient(short);
  const warnings: unknown[] = [];
  const toQueue = sqsSendAll<object>(sqs, `${service.url}/0/q`, (error) => warnings.push(error));
  const world = { toShipping: toQueue, toDeadline: toQueue, toDeadLetters: toQueue, now: () => new Date(0) };

  const failed = await dispatchBatch(world, [record('1'), record('2')]);

  expect(failed).toEqual(['1', '2']);
  const givenUp = { name: 'TimeoutError', $metadata: { attempts: short.tries } };
  expect(warnings).toMatchObject([givenUp, givenUp]);
  sqs.destroy();
});

test('a bus that accepts and never answers is given up after the tries that were set, and the records come again', async () => {
  const bus = busClient(short);
  const warnings: unknown[] = [];

  const failed = await publishBatch(bus, 'shop', (error) => warnings.push(error))([record('1'), record('2')]);

  expect(failed).toEqual(['1', '2']);
  expect(warnings).toMatchObject([{ name: 'TimeoutError', $metadata: { attempts: short.tries } }]);
  bus.destroy();
});

test('a worker that puts off or sends a message is told when its queue does not answer', async () => {
  const sqs = queueClient(short);
  const deadline = { customerId: 'ada', orderId: 'o1', version: 1, waitSeconds: 0 };

  const call = sqsShippingMessages(sqs, `${service.url}/0/q`).comeBack('handle', 4);
  const sent = sqsDeadlineMessages(sqs, `${service.url}/0/q`).send({ message: deadline, delaySeconds: 0 });

  for (const outcome of await Promise.allSettled([call, sent]))
    expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'TimeoutError' } });
  sqs.destroy();
});

test.each([
  ['queues', queueClient],
  ['the bus', busClient],
])(
  'all tries of a call to %s end well before the function that makes it, and each has both limits',
  async (_, client) => {
    const { config } = client();
    const { connectionTimeout = 0, requestTimeout = 0, throwOnRequestTimeout } = await limitsOf(config);
    const tries = await config.maxAttempts();

    expect(throwOnRequestTimeout).toBe(true);
    expect(tries).toBeGreaterThan(1);
    expect(connectionTimeout).toBeGreaterThanOrEqual(500);
    expect(requestTimeout).toBeGreaterThanOrEqual(2_000);
    expect(connectionTimeout).toBeLessThanOrEqual(requestTimeout);
    expect(tries * requestTimeout).toBeLessThanOrEqual(streamTimeout.toMilliseconds() / 2);
  },
);

interface Limits {
  readonly connectionTimeout?: number;
  readonly requestTimeout?: number;
  readonly throwOnRequestTimeout?: boolean;
}

/** The handler knows its limits once it has been used or asked for them. */
async function limitsOf({ requestHandler }: { readonly requestHandler: unknown }): Promise<Limits> {
  return (requestHandler as { configProvider: Promise<Limits> }).configProvider;
}
