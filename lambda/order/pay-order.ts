import type { Call, Reply } from '../http/route';
import type { World } from '../world';
import { collectPayment } from './collect-payment';
import type { Order } from './order';
import {
  assertToken,
  collected,
  notPayable,
  orderNotFound,
  paymentInProgress,
  showing,
} from './order-replies';
import type { PayOrderBody } from './order-schemas';
import { findOrder } from './read-orders';
import { holdIsOver, startPayment } from './transitions';

export type PayingWorld = Pick<World, 'orders' | 'payments' | 'policy' | 'now' | 'observer'>;

/** `POST /orders/{orderId}/payment`: pays for a held order, with another card after a decline. */
export async function payOrder(world: PayingWorld, call: Call<PayOrderBody>): Promise<Reply> {
  const { token } = call.body;
  assertToken(world.payments, 'token', token);
  const order = await findOrder(world, call);
  if (!order) throw orderNotFound(call.params.orderId ?? '');

  return pay(world, order, token);
}

async function pay(world: PayingWorld, order: Order, token: string): Promise<Reply> {
  if (order.status === 'paying') throw paymentInProgress(order);
  if (order.status === 'paid' || order.status === 'shipped') return showing(order);
  if (order.status !== 'held' || holdIsOver(order, world.now())) throw notPayable(order);

  const started = await world.orders.advance(order, startPayment(order, world.now(), world.policy));
  if (!started.saved) return pay(world, started.order, token); // somebody was first: decide on what they left

  return collected(await collectPayment(world, started.order, { token, entered: started.tries }), 200);
}
