import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { Order } from '../../lambda/order/order';
import { publishBatch } from '../../lambda/outbox/publisher';
import { sqsSendAll } from '../../lambda/outbox/sqs-send-all';
import { serveBus } from '../../local/bus';
import { startSqs, type Sqs } from '../../local/sqs';

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

test('an event that the bus does not take fails, however well the call went', async () => {
  const error = { ErrorCode: 'InternalFailure', ErrorMessage: 'not now' };
  const bus = await serveBus(() => ({
    put: ({ Detail = '' }) => (Detail.includes('"status":"refunded"') ? error : 'taken'),
  }));
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const events = new EventBridgeClient({ endpoint: bus.url, region: 'local', credentials, maxAttempts: 1 });
  const publish = publishBatch(events, 'shop', () => undefined);
  const change = (status: string, index: number) => {
    const after = {
      orderId: 'o1',
      status,
      version: 1,
      updatedAt: '2026-01-01T00:00:00Z',
      timeline: [],
      lines: [],
    };
    return { sequence: String(index), change: { after: after as unknown as Order } };
  };

  const failed = await publish(['paid', 'refunded', 'shipped'].map(change));

  expect(failed).toEqual(['1']);
  events.destroy();
  await bus.close();
});
