import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { Order } from '../../lambda/order/order';
import { dispatchBatch } from '../../lambda/outbox/dispatch-batch';
import { publishBatch } from '../../lambda/outbox/publisher';
import { sqsDeadlineMessages, sqsShippingMessages } from '../../lambda/outbox/sqs-messages';
import { sqsSendAll } from '../../lambda/outbox/sqs-send-all';
import { serveBus } from '../../local/bus';
import { startSqs, type Sqs } from '../../local/sqs';
import { scripted } from './scripted';

let sqs: Sqs;
let client: SQSClient;
beforeAll(async () => {
  sqs = await startSqs(0);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  client = new SQSClient({ endpoint: sqs.url, region: 'local', credentials, maxAttempts: 1 });
});
afterAll(async () => {
  client.destroy();
  await sqs.close();
});

/** A queue that takes short messages alone, and the warnings about those that it does not take. */
async function queue(name: string) {
  const { QueueUrl = '' } = await client.send(
    new CreateQueueCommand({ QueueName: name, Attributes: { MaximumMessageSize: '1024' } }),
  );
  const warnings: unknown[] = [];

  return { url: QueueUrl, warnings, sendAll: sqsSendAll(client, QueueUrl, (error) => warnings.push(error)) };
}

function entries(...customers: readonly string[]) {
  return customers.map((customerId, index) => ({
    sequence: String(index),
    send: { message: { customerId, orderId: 'o1' }, delaySeconds: 0 },
  }));
}

test('a message that a queue does not take fails, however well the call went, and somebody is told', async () => {
  const { sendAll, warnings } = await queue('strict');

  const failed = await sendAll(entries('ada', 'x'.repeat(2_000), 'bob'));

  expect(failed).toEqual(['1']);
  expect(warnings).toHaveLength(1);
});

test('where a queue cannot be reached at all, everything fails', async () => {
  const { warnings } = await queue('there');
  const nowhere = sqsSendAll(client, 'http://127.0.0.1:9/000000000000/nowhere', (error) =>
    warnings.push(error),
  );

  const failed = await nowhere(entries('ada', 'bob'));

  expect(failed).toEqual(['0', '1']);
  expect(warnings).toHaveLength(1);
});

test('a name that holds characters which queues refuse arrives as it was', async () => {
  const { sendAll, url } = await queue('names');
  const customerId = 'ü 😀 \uffff "\\u0041" \u0000';

  const failed = await sendAll(entries(customerId));
  const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl: url }));

  expect(failed).toEqual([]);
  expect(JSON.parse(Messages[0]?.Body ?? '')).toEqual({ customerId, orderId: 'o1' });
});

test('of many messages each of the refused ones is named, in every call of ten, and a delay arrives', async () => {
  const { sendAll, url } = await queue('many');
  const long = 'x'.repeat(2_000);
  const customers = Array.from({ length: 23 }, (_, at) =>
    at === 3 || at === 10 || at === 22 ? long : 'ada',
  );
  const [first, ...rest] = entries(...customers);

  const failed = await sendAll([{ ...first!, send: { ...first!.send, delaySeconds: 900 } }, ...rest]);
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesDelayed'] as const;
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...names] }),
  );

  expect(failed).toEqual(['3', '10', '22']);
  expect(names.map((name) => Attributes?.[name])).toEqual(['19', '1']);
});

test('a dead letter that its queue does not take has its record delivered again, and is not lost', async () => {
  const taken = await queue('taken');
  const strict = await queue('dead');
  const dead = (sequence: string, why: string) => ({ sequence, poison: { sequence, keys: {}, why } });

  const world = { toShipping: taken.sendAll, toDeadline: taken.sendAll, toDeadLetters: strict.sendAll };
  const failed = await dispatchBatch({ ...world, now: () => new Date(0) }, [
    dead('1', 'no status'),
    dead('2', 'x'.repeat(2_000)),
  ]);

  expect(failed).toEqual(['2']);
});

test('messages and events that an answer does not name as taken are failures', async () => {
  const silent = await scripted(() => ({ Successful: [], Failed: [], Entries: [], FailedEntryCount: 0 }));
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const settings = { endpoint: silent.url, region: 'local', credentials, maxAttempts: 1 };
  const queues = new SQSClient(settings);
  const events = new EventBridgeClient(settings);

  expect(await sqsSendAll(queues, `${silent.url}/0/q`, () => undefined)(entries('ada'))).toEqual(['0']);
  expect(await publishBatch(events, 'shop', () => undefined)([change('paid', 4)])).toEqual(['4']);
  queues.destroy();
  events.destroy();
  await silent.close();
});

test('a message of one worker waits for its delay, and one that comes back waits as long as was said', async () => {
  const { url } = await queue('single');
  const messages = sqsShippingMessages(client, url);
  await messages.send({ message: { customerId: 'ada', orderId: 'now' }, delaySeconds: 0 });
  await sqsDeadlineMessages(client, url).send({
    message: { customerId: 'ada', orderId: 'later', version: 1, waitSeconds: 0 },
    delaySeconds: 900,
  });
  const receive = async () =>
    (await client.send(new ReceiveMessageCommand({ QueueUrl: url }))).Messages ?? [];

  const [received, ...more] = await receive();
  await messages.comeBack(received?.ReceiptHandle ?? '', 0);

  expect(more).toEqual([]);
  expect(JSON.parse(received?.Body ?? '')).toEqual({ customerId: 'ada', orderId: 'now' });
  expect((await receive()).map(({ MessageId }) => MessageId)).toEqual([received?.MessageId]);
});

function change(status: string, index: number) {
  const after = {
    orderId: 'o1',
    status,
    version: 1,
    updatedAt: '2026-01-01T00:00:00Z',
    timeline: [],
    lines: [],
  };
  return { sequence: String(index), change: { after: after as unknown as Order } };
}

test('an event that the bus does not take fails, however well the call went', async () => {
  const error = { ErrorCode: 'InternalFailure', ErrorMessage: 'not now' };
  const bus = await serveBus(() => ({
    put: ({ Detail = '' }) => (Detail.includes('"status":"refunded"') ? error : 'taken'),
  }));
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const events = new EventBridgeClient({ endpoint: bus.url, region: 'local', credentials, maxAttempts: 1 });
  const warnings: unknown[] = [];
  const publish = publishBatch(events, 'shop', (error) => warnings.push(error));

  const twelve = Array.from({ length: 12 }, (_, at) => (at === 1 || at === 11 ? 'refunded' : 'paid'));
  const failed = await publish([
    { sequence: 'dead', poison: { sequence: 'dead', keys: {}, why: '' } },
    ...twelve.map(change),
  ]);

  expect(failed).toEqual(['1', '11']);
  expect(warnings).toHaveLength(2);
  events.destroy();
  await bus.close();
});
