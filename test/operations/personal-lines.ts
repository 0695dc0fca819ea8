import { DynamoDBClient, ListTablesCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { ListQueuesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { hangUp } from '../contract/http';
import { startProgram, type Program } from '../contract/program';
import { openShop, unique, type Shop } from '../contract/shop';
import { eventually, stocked } from '../contract/shopping';

/** What nobody may find in a log; the customer and the token of the moment come on top. */
const personal = {
  name: 'Zaphod Beeblebrox',
  address: '42 Heart of Gold Lane',
  postcode: 'ZX80 1ZX',
  token: 'tok_4242424242424242',
};

const settings = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'anyone', secretAccessKey: 'anything' },
};

/** Sends what no worker understands, with personal data in it, to both queues. */
async function poison({ sqsUrl }: Program): Promise<void> {
  const sqs = new SQSClient({ ...settings, endpoint: sqsUrl });
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
  const queues = QueueUrls.filter((url) => !/DeadLetters/.test(url));
  expect(queues).toHaveLength(2);
  for (const QueueUrl of queues) {
    for (const MessageBody of [`{"shipTo":${personal.name}}`, JSON.stringify({ shipTo: personal })])
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  }
  sqs.destroy();
}

/** Breaks an order behind the program's back, so that reading it crashes. */
async function breakOrder({ dynamodbUrl }: Program, customerId: string, orderId: string): Promise<void> {
  const db = new DynamoDBClient({ ...settings, endpoint: dynamodbUrl });
  const { TableNames = [] } = await db.send(new ListTablesCommand({}));
  await db.send(
    new UpdateItemCommand({
      TableName: TableNames.find((name) => name.includes('Orders')),
      Key: { customerId: { S: customerId }, orderId: { S: orderId } },
      UpdateExpression: 'SET #status = :broken',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':broken': { S: 'broken' } },
    }),
  );
  db.destroy();
}

/** Starts the variant, lets everything go wrong in it, and reads what it wrote. */
export function noPersonalLines(variant: 'serverless' | 'containers'): void {
  let program: Program;
  let shop: Shop;
  beforeAll(async () => {
    const options = ['--variant', variant, '--seed', 'none', '--faults', 'lost-answer=0.1,conflict=0.1'];
    program = await startProgram(options);
    shop = await openShop(program.url, true);
  });
  afterAll(async () => {
    hangUp();
    await program.stop();
  });

  test(`no log line of the ${variant} variant holds anything personal, whatever goes wrong`, async () => {
    const sku = await stocked(shop, 20);
    const zaphod = await shop.customer('zaphod');
    const { token: wrongToken, ...shipTo } = personal;
    const send = async (body: unknown) =>
      await zaphod.post('/orders', body, { 'idempotency-key': unique('key') });
    const order = { lines: [{ sku, quantity: 1 }], shipTo };

    const tokens = ['tok_ok', 'tok_declined', 'tok_timeout_charged', wrongToken];
    await Promise.all(tokens.map((token) => send({ ...order, payment: { token } })));
    await send(`{"shipTo": ${personal.address}`);
    await poison(program);
    const { orderId } = (await send(order)).body as { readonly orderId: string };
    await breakOrder(program, zaphod.customer, orderId);
    const { errorId } = (await zaphod.get(`/orders/${orderId}`)).body as { readonly errorId: string };

    const said = [errorId, 'a message failed and will come back', 'no answer from the payment gateway'];
    const output = await eventually(
      'a line of each kind',
      () => Promise.resolve(program.output()),
      (lines) => said.every((part) => lines.includes(part)),
    );
    for (const secret of [...Object.values(personal), zaphod.customer, zaphod.token, 'Zaphod', 'Heart of'])
      expect(output).not.toContain(secret);
  });
}
