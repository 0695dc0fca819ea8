import { nextPause, type ShippingMessage } from '../outbox/messages';
import type { World } from '../world';
import { ship } from './ship';

/** A message as its queue delivered it; the receipt handle is needed to have it come back sooner or later than by default. */
export interface Delivery {
  readonly message: ShippingMessage;
  readonly receiptHandle: string;
}

type ShippingWorld = Pick<World, 'orders' | 'payments' | 'carrier' | 'shippingMessages' | 'now' | 'observer'>;

/**
 * Ships one paid order. Answers `done` when the message has served, `again` when it is to come back by its visibility.
 * A refusal comes back after 1, 2, 4, 8 seconds; while the carrier gives no answer a fresh message waits ever longer, so that
 * the queue's receive count, which leads to the dead-letter queue, never counts an outage.
 */
export async function shipDelivered(
  world: ShippingWorld,
  { message, receiptHandle }: Delivery,
): Promise<'done' | 'again'> {
  const { customerId, orderId, pauseSeconds } = message;
  const order = await world.orders.find(customerId, orderId);
  if (order?.status !== 'paid') return 'done'; // queues deliver twice: the first delivery did the work

  const result = await ship(world, order);
  if (result.outcome === 'refused') {
    await world.shippingMessages.comeBack(receiptHandle, result.waitSeconds);
    return 'again';
  }
  if (result.outcome === 'unknown') {
    const pause = nextPause(pauseSeconds);
    await world.shippingMessages.send({
      message: { customerId, orderId, pauseSeconds: pause },
      delaySeconds: pause,
    });
  }
  return 'done';
}
