import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import type { Entry } from '../../lambda/outbox/dispatch-batch';
import { holdAndPay, markPaid, markShipped } from '../../lambda/order/transitions';
import type { Order } from '../../lambda/order/order';

export const now = new Date('2026-01-01T00:00:00Z');
export const draft = {
  customerId: 'ada',
  orderId: 'o1',
  requestHash: 'h',
  shipTo: { name: 'Ada', postcode: 'N1', address: 'x' },
};
export const lines = [{ sku: 'tea', quantity: 1, unitPrice: 250 }];
export const paying = holdAndPay({ ...draft, lines, currency: 'EUR' }, now, {
  holdSeconds: 600,
  settleSeconds: 30,
});
export const paid = markPaid(paying, now);
export const shipped = markShipped(paid, { carrier: 'sandbox', trackingCode: 'T' }, now);

export function record(sequence: number, after: Order, before?: Order): DynamoDBRecord {
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
export function queues(...refuse: string[]) {
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
