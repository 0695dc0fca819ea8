import { dispatchBatch } from '../../lambda/outbox/dispatch-batch';
import { readRecords } from '../../lambda/outbox/stream-records';
import { paid, paying, queues, record } from './records';

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
