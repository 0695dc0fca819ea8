import { meetDeadline } from '../../lambda/order/deadline-worker';
import { orderIdOf } from '../../lambda/order/demand';
import { isUnfinished, type Order } from '../../lambda/order/order';
import { deadlineOf } from '../../lambda/outbox/messages';
import { shipDelivered } from '../../lambda/shipping/shipping-worker';
import { cancel, customer, pay, place } from '../order/orders';
import type { TestWorld } from '../world';

/** More rounds than the longest life needs: five refusals and the refund. */
const MOST_ROUNDS = 12;

/** A carrier that refused is left alone for 8 s at most. */
const LONGEST_PAUSE_MS = 8_000;

/** One shopper's order for one unit of a SKU of its own. */
export interface Case {
  readonly sku: string;
  readonly key: string;
  readonly orderId: string;
}

let cases = 0;

/** A SKU with two units and a key that nobody used. */
export async function openCase(world: TestWorld): Promise<Case> {
  const number = (cases += 1);
  const [sku, key] = [`sku-${number}`, `key-of-${number}`];
  await world.stock(sku, 2);

  return { sku, key, orderId: orderIdOf(customer, key) };
}

export type Step = (world: TestWorld, one: Case) => Promise<unknown>;

const placed =
  (wish: { readonly token?: string; readonly postcode?: string } = {}): Step =>
  (world, { sku, key }) =>
    place(world, sku, { key, ...wish });
const paidBy =
  (token: string): Step =>
  (world, { orderId }) =>
    pay(world, orderId, token);
export const cancelled: Step = (world, { orderId }) => cancel(world, orderId);
const rung: Step = async (world, { orderId }) => {
  const order = await world.orders.find(customer, orderId);
  if (!order || !isUnfinished(order)) return;
  await meetDeadline(world, { ...deadlineOf(order, world.now()), waitSeconds: 0 });
};
/** Once the pause after a refusal is over, by a clock of its own: the other cases' stands still. */
const delivered: Step = async (world, { orderId }) => {
  const order = await world.orders.find(customer, orderId);
  const later = Date.parse(order?.updatedAt ?? '') + LONGEST_PAUSE_MS || 0;
  const now = () => new Date(Math.max(world.now().getTime(), later));

  await shipDelivered(
    { ...world, now },
    { message: { customerId: customer, orderId }, receiptHandle: 'handle' },
  );
};

/** What was there before, and then one step of one process: the one that is stopped. */
export interface Life {
  readonly before: readonly Step[];
  readonly step: Step;
}

/** Every step that changes an order, from every state that it is taken from. */
export const lives: Readonly<Record<string, Life>> = {
  'placing and paying': { before: [], step: placed({ token: 'tok_ok' }) },
  'placing with a card that is declined': { before: [], step: placed({ token: 'tok_declined' }) },
  'placing with a charge whose answer is lost': {
    before: [],
    step: placed({ token: 'tok_timeout_charged' }),
  },
  'placing with a gateway that never charges': {
    before: [],
    step: placed({ token: 'tok_timeout_not_charged' }),
  },
  'placing with a gateway that fails once': { before: [], step: placed({ token: 'tok_error_once' }) },
  holding: { before: [], step: placed() },
  'paying for a hold': { before: [placed()], step: paidBy('tok_ok') },
  'being declined a third time': {
    before: [placed(), paidBy('tok_declined'), paidBy('tok_declined')],
    step: paidBy('tok_declined'),
  },
  'cancelling a hold': { before: [placed()], step: cancelled },
  'cancelling what is paid': { before: [placed({ token: 'tok_ok' })], step: cancelled },
  'cancelling where the refund fails once': {
    before: [placed({ token: 'tok_refund_fails_once' })],
    step: cancelled,
  },
  expiring: { before: [placed()], step: rung },
  'settling a charge that was made': { before: [placed({ token: 'tok_timeout_charged' })], step: rung },
  'settling a charge that was never made': {
    before: [placed({ token: 'tok_timeout_not_charged' })],
    step: rung,
  },
  shipping: { before: [placed({ token: 'tok_ok' })], step: delivered },
  'being refused by the carrier': {
    before: [placed({ token: 'tok_ok', postcode: 'FAIL-2' })],
    step: delivered,
  },
  'being refused a fifth time': {
    before: [
      placed({ token: 'tok_ok', postcode: 'FAIL-ALWAYS' }),
      delivered,
      delivered,
      delivered,
      delivered,
    ],
    step: delivered,
  },
  'shipping by the deadline': { before: [placed({ token: 'tok_ok' })], step: rung },
  'finishing a refund': { before: [placed({ token: 'tok_refund_fails_once' }), cancelled], step: rung },
};

/** What the stream, the queues and the auditor bring about, however often they have to: the order comes to its end. */
export async function comeToRest(world: TestWorld, one: Case): Promise<Order | undefined> {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const order = await world.orders.find(customer, one.orderId);
    if (!order || !isUnfinished(order)) return order;
    await (order.status === 'paid' ? delivered : rung)(world, one);
  }
  return world.orders.find(customer, one.orderId);
}

/** The shopper's client heard nothing and sends the same request again. */
export function sendAgain(world: TestWorld, { sku, key }: Case) {
  return place(world, sku, { key, token: 'tok_ok' });
}
