import { type DeadlineMessage, hop, nextPause } from '../outbox/messages';
import { finishRefund } from '../payment/refund';
import { ship } from '../shipping/ship';
import type { World } from '../world';
import { chargeOf, record } from './collect-payment';
import { isUnfinished, type Order, type PayingOrder, type UnfinishedOrder } from './order';
import { expire } from './transitions';

export type DeadlineWorld = Pick<
  World,
  'orders' | 'payments' | 'carrier' | 'deadlineMessages' | 'now' | 'observer'
>;

/**
 * Does what is due of one order, once its message has waited out its delay. Early, late and duplicate messages do nothing:
 * the order's version tells, not a clock. What stays unknown is asked for again by a fresh message, ever later.
 */
export async function meetDeadline(world: DeadlineWorld, message: DeadlineMessage): Promise<void> {
  if (message.waitSeconds > 0) {
    await world.deadlineMessages.send(hop(message));
    return;
  }

  const order = await world.orders.find(message.customerId, message.orderId);
  if (!order || order.version !== message.version || !isUnfinished(order)) return;

  if (await finish(world, order)) return;
  if (message.once) return;
  const pauseSeconds = nextPause(message.pauseSeconds);
  await world.deadlineMessages.send({ message: { ...message, pauseSeconds }, delaySeconds: pauseSeconds });
}

/** Answers whether the order needs no further message of this version. */
async function finish(world: DeadlineWorld, order: UnfinishedOrder): Promise<boolean> {
  switch (order.status) {
    case 'held':
      await world.orders.release(order, expire(order, world.now()));
      return true;
    case 'paying':
      return settled(await settle(world, order), order);
    case 'paid':
      return (await ship(world, order)).outcome === 'done';
    case 'refunding':
      return settled(await finishRefund(world, order), order);
  }
}

/** Asks the gateway to end an attempt whose outcome is unknown: no call of it can be in flight any more. */
async function settle(world: DeadlineWorld, order: PayingOrder): Promise<Order> {
  const outcome = await world.payments.settle(chargeOf(order));

  if (outcome !== 'unknown') return record(world, order, outcome);
  world.observer.count('payment_unknown');
  return order;
}

function settled(now: Order, before: Order): boolean {
  return now.version !== before.version;
}
