import { dispatchBatch } from '../../lambda/outbox/dispatch-batch';
import { readDeadlineMessage } from '../../lambda/outbox/messages-schema';
import { eventOf } from '../../lambda/outbox/publisher';
import { readRecords } from '../../lambda/outbox/stream-records';
import { countRefusal, endAttempt, hold, markRefunded, startRefund } from '../../lambda/order/transitions';
import { draft, lines, now, paid, paying, queues, record, shipped } from './records';

test('every unfinished order gets a deadline for its version, a finished one none', async () => {
  const { sent, world } = queues();
  const refunding = startRefund(paid, now);
  const finished = [
    shipped,
    markRefunded(refunding, now),
    endAttempt({ ...paying, payment: { attempts: 2 } }, 'void', now),
  ];

  await dispatchBatch(world, readRecords([record(1, paying)]));
  for (const order of finished) await dispatchBatch(world, readRecords([record(2, order, paid)]));
  await dispatchBatch(world, readRecords([record(3, refunding, paid)]));

  expect(sent.deadline).toMatchObject([
    { send: { delaySeconds: 37, message: { orderId: 'o1', version: 1 } } },
    { send: { delaySeconds: 5, message: { version: refunding.version } } },
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
