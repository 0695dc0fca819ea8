import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { dispatchBatch, type Entry } from '../../lambda/outbox/dispatch-batch';
import { eventOf } from '../../lambda/outbox/publisher';
import { readRecords } from '../../lambda/outbox/stream-records';
import { countRefusal, hold, holdAndPay, markPaid, markShipped } from '../../lambda/order/transitions';
import type { Order } from '../../lambda/order/order';
import { readDeadlineMessage } from '../../lambda/outbox/messages-schema';

const now = new Date('2026-01-01T00:00:00Z');
const draft = {
  customerId: 'ada',
  orderId: 'o1',
  requestHash: 'h',
  shipTo: { name: 'Ada', postcode: 'N1', address: 'x' },
};
const lines = [{ sku: 'tea', quantity: 1, unitPrice: 250 }];
const paying = holdAndPay({ ...draft, lines, currency: 'EUR' }, now, { holdSeconds: 600, settleSeconds: 30 });
const paid = markPaid(paying, now);
const shipped = markShipped(paid, { carrier: 'sandbox', trackingCode: 'T' }, now);

function record(sequence: number, after: Order, before?: Order): DynamoDBRecord {
  const image = (order: Order) => marshall({ ...order, writeId: 'w' }, { removeUndefinedValues: true });
  return {
    eventName: before ? 'MODIFY' : 'INSERT',
    dynamodb: {
      SequenceNumber: String(sequence),
      Keys: { orderId: { S: after.orderId } },
      NewImage: image(after),
      ...(before && { OldImage: image(before) }),
    },
  } as DynamoDBRecord;
}

/** A dispatcher's queues that keep what they are sent; `refuse` names the queues that take nothing. */
function queues(...refuse: string[]) {
  const sent: Record<string, Entry<unknown>[]> = { shipping: [], deadline: [], dead: [] };
  const sendTo = (name: string) => async (entries: readonly Entry<unknown>[]) => {
    if (refuse.includes(name)) return entries.map(({ sequence }) => sequence);
    sent[name]!.push(...entries);
    return [];
  };
  const world = {
    toShipping: sendTo('shipping'),
    toDeadline: sendTo('deadline'),
    toDeadLetters: sendTo('dead'),
  };
  return { sent, world: { ...world, now: () => now } };
}

test('every unfinished order gets a deadline for its version, a finished one none', async () => {
  const { sent, world } = queues();

  await dispatchBatch(world, readRecords([record(1, paying)]));
  await dispatchBatch(world, readRecords([record(2, shipped, paid)]));

  expect(sent.deadline).toMatchObject([
    { send: { delaySeconds: 37, message: { orderId: 'o1', version: 1 } } },
  ]);
});

test('only an order that has just become paid goes to shipping: one whose refusal was counted does not go again', async () => {
  const { sent, world } = queues();

  await dispatchBatch(world, readRecords([record(1, paid, paying)]));
  await dispatchBatch(world, readRecords([record(2, countRefusal(paid, now), paid)]));

  expect(sent.shipping).toHaveLength(1);
});

test('a queue that takes nothing has its records delivered again, and only those', async () => {
  const { world } = queues('shipping');

  const failed = await dispatchBatch(world, readRecords([record(1, paying), record(2, paid, paying)]));

  expect(failed).toEqual(['2']);
});

test('a record that cannot be understood goes to the dead letters with its keys and delays no other', async () => {
  const { sent, world } = queues();
  const poison = record(1, paying);
  poison.dynamodb!.NewImage = { orderId: { S: 'o1' }, status: { S: 'exploded' } };

  const failed = await dispatchBatch(world, readRecords([poison, record(2, paid, paying)]));

  expect(failed).toEqual([]);
  expect(sent.dead).toMatchObject([{ send: { message: { sequence: '1', keys: { orderId: { S: 'o1' } } } } }]);
  expect(sent.shipping).toHaveLength(1);
});

test.each(['lines', 'dueAt', 'updatedAt', 'version', 'timeline'])(
  'an order with a bad %s is set aside by its keys: it sends no message without an end, and no event',
  async (field) => {
    const { sent, world } = queues();
    const poison = record(1, paid, paying);
    poison.dynamodb!.NewImage![field] = { NULL: true };

    const records = readRecords([poison, record(2, paid, paying)]);
    const failed = await dispatchBatch(world, records);

    expect(failed).toEqual([]);
    expect(sent.dead).toMatchObject([
      { sequence: '1', send: { delaySeconds: 0, message: { keys: { orderId: { S: 'o1' } } } } },
    ]);
    expect(sent.dead![0]!.send.message).toMatchObject({ why: expect.stringContaining(field) as string });
    expect(sent.deadline).toMatchObject([{ sequence: '2' }]);
    expect(records.map((one) => 'change' in one)).toEqual([false, true]);
  },
);

test('an order that could not be read before and can now is sent to shipping as if it had just become paid', async () => {
  const { sent, world } = queues();
  const mended = record(1, paid, paid);
  delete mended.dynamodb!.OldImage!.lines;

  expect(await dispatchBatch(world, readRecords([mended]))).toEqual([]);

  expect(sent.shipping).toHaveLength(1);
  expect(sent.dead).toEqual([]);
});

test('a record that cannot be understood comes again where the dead letters take nothing', async () => {
  const { world } = queues('dead');
  const poison = record(1, paying);
  delete poison.dynamodb!.NewImage!.lines;

  expect(await dispatchBatch(world, readRecords([poison, record(2, paid, paying)]))).toEqual(['1']);
});

test('a record of which two queues take nothing comes again once', async () => {
  const { world } = queues('shipping', 'deadline');

  expect(await dispatchBatch(world, readRecords([record(1, paid, paying)]))).toEqual(['1']);
});

test('a removal says nothing to anyone', () => {
  const removal = { ...record(1, paid, paying), eventName: 'REMOVE' as const };

  expect(readRecords([removal])).toEqual([]);
});

test('of several orders in a batch each gets its deadline', async () => {
  const { sent, world } = queues();

  await dispatchBatch(world, readRecords([record(1, paying), record(2, { ...paying, orderId: 'o2' })]));

  expect(sent.deadline!.map(({ send }) => (send.message as { orderId: string }).orderId)).toEqual([
    'o1',
    'o2',
  ]);
});

test('a deadline longer than a queue can delay is sent in hops, and the rest of it is carried along', async () => {
  const { sent, world } = queues();
  const held = {
    ...hold({ ...draft, lines, currency: 'EUR' }, now, { holdSeconds: 2000, settleSeconds: 30 }),
  };

  await dispatchBatch(world, readRecords([record(1, held)]));

  expect(sent.deadline).toMatchObject([{ send: { delaySeconds: 900, message: { waitSeconds: 1100 } } }]);
});

test('a hold that has waited in the stream waits only for what is left, an unknown payment for all of it', async () => {
  const { sent, world } = queues();
  const later = { ...world, now: () => new Date(now.getTime() + 20_500) };
  const held = hold({ ...draft, lines, currency: 'EUR' }, now, { holdSeconds: 600, settleSeconds: 30 });

  await dispatchBatch(later, readRecords([record(1, held), record(2, { ...paying, orderId: 'o2' })]));

  expect(sent.deadline!.map(({ send }) => send.delaySeconds)).toEqual([580, 37]);
});

test('of several versions of one order in a batch only the last gets a deadline', async () => {
  const { sent, world } = queues();

  await dispatchBatch(world, readRecords([record(1, paying), record(2, paid, paying)]));

  expect(sent.deadline).toMatchObject([{ sequence: '2', send: { message: { version: 2 } } }]);
});

test('an event tells the order without where it goes, and a duplicate repeats its id', () => {
  const event = eventOf({ before: paying, after: paid });
  const again = eventOf({ before: paying, after: paid });

  expect(event).toMatchObject({ Source: 'holdfast', DetailType: 'order.paid' });
  expect(JSON.parse(event!.Detail)).toMatchObject({ eventId: 'o1/2', orderId: 'o1', status: 'paid' });
  expect(event!.Detail).not.toContain('shipTo');
  expect(again).toEqual(event);
});

test('a change within a state is no event', () => {
  expect(eventOf({ before: paid, after: countRefusal(paid, now) })).toBeUndefined();
});

test('a deadline message that cannot be understood is refused, so that the dead-letter queue gets it', () => {
  expect(() => readDeadlineMessage('{"orderId":"o1"}')).toThrow();
  expect(() => readDeadlineMessage('not json')).toThrow();
});
