import { deadlineOf, waitOf } from '../../lambda/outbox/messages';
import { commitsStock, isUnfinished, type HeldOrder, type Order } from '../../lambda/order/order';
import {
  cancel,
  endAttempt,
  expire,
  hold,
  holdAndPay,
  markPaid,
  markRefunded,
  noteUnknown,
  startPayment,
  startRefund,
} from '../../lambda/order/transitions';
import { draftOf } from './catalogue';

const policy = { holdSeconds: 600, settleSeconds: 30 };
const start = new Date('2026-01-01T00:00:00.000Z');
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const events = ({ timeline }: Order) => timeline.map(({ event }) => event);

const states = [
  'held',
  'paying',
  'paid',
  'shipped',
  'refunding',
  'refunded',
  'cancelled',
  'expired',
] as const;

const paying = holdAndPay(draftOf('o1'), start, policy);
const held = hold(draftOf('o1', ['tea', 'cup']), start, policy);

test('a hold is due when it ends, also after a decline', () => {
  const declined = endAttempt(paying, 'declined', after(3)) as HeldOrder;

  expect(held).toMatchObject({ total: 500, expiresAt: after(600).toISOString(), dueAt: held.expiresAt });
  expect(declined).toMatchObject({ status: 'held', dueAt: paying.expiresAt, expiresAt: paying.expiresAt });
  expect(declined.payment).toEqual({ attempts: 1, lastError: 'declined' });
});

test('each attempt that ends is told with how it ended, and counted', () => {
  let order: Order = paying;
  for (let attempt = 1; attempt < 3; attempt += 1) {
    const declined = endAttempt(order, attempt === 1 ? 'declined' : 'void', after(attempt));
    order = startPayment(declined as HeldOrder, after(attempt), policy);
  }
  const last = endAttempt(order, 'declined', after(5));

  expect(last).toMatchObject({ status: 'cancelled', payment: { attempts: 3, lastError: 'declined' } });
  expect(events(last)).toEqual([
    'paying',
    'declined',
    'held',
    'paying',
    'void',
    'held',
    'paying',
    'declined',
    'cancelled',
  ]);
  expect(last.version).toBe(last.timeline.length - 3); // one version a write: the ends of attempts bring a state with them
});

test('an attempt that ends after the hold ends the order, with its payment', () => {
  const expired = endAttempt(paying, 'void', after(600));

  expect(expired).toMatchObject({ status: 'expired', payment: { attempts: 1, lastError: 'void' } });
  expect(events(expired)).toEqual(['paying', 'void', 'expired']);
});

test('an unknown outcome ends no attempt and moves no deadline', () => {
  const unknown = noteUnknown(paying, after(6));

  expect(unknown).toMatchObject({ status: 'paying', dueAt: paying.dueAt, version: 2 });
  expect(unknown.payment).toEqual({ attempts: 0, lastError: 'unknown' });
  expect(unknown.updatedAt).toBe(after(6).toISOString());
});

test('an order that is over keeps what is known of its payment', () => {
  const declined = endAttempt(paying, 'declined', after(3)) as HeldOrder;

  expect(expire(declined, after(600)).payment).toEqual({ attempts: 1, lastError: 'declined' });
  expect(cancel(declined, after(4)).payment).toEqual({ attempts: 1, lastError: 'declined' });
  expect(markRefunded(startRefund(markPaid(paying, start), start), start).payment).toEqual({ attempts: 1 });
});

test('each state waits as long as it should: a payment 37 s, a parcel 5 minutes, a refund 5 s', () => {
  const paid = markPaid(paying, start);

  expect(waitOf(paying, start)).toBe(37);
  expect(waitOf(paid, start)).toBe(300);
  expect(waitOf(startRefund(paid, start), start)).toBe(5);
});

test('stock is committed exactly while an order is held, paying, paid or shipped', () => {
  expect(states.filter((status) => commitsStock({ status } as Order))).toEqual([
    'held',
    'paying',
    'paid',
    'shipped',
  ]);
});

test('a deadline is needed exactly while an order is held, paying, paid or refunding', () => {
  expect(states.filter((status) => isUnfinished({ status } as Order))).toEqual([
    'held',
    'paying',
    'paid',
    'refunding',
  ]);
});

test('what is overdue waits no more, and never less than that', () => {
  expect(deadlineOf(held, after(100_000)).waitSeconds).toBe(0);
  expect(deadlineOf(held, after(-100_000)).waitSeconds).toBe(600); // a clock that is behind waits no longer than the hold
});
