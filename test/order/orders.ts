import { placeOrder } from '../../lambda/order/place-order';
import { payOrder } from '../../lambda/order/pay-order';
import { cancelOrder } from '../../lambda/order/cancel-order';
import { Problem } from '../../lambda/http/problem';
import type { Reply } from '../../lambda/http/route';
import type { orderView } from '../../lambda/order/order-view';
import { meetDeadline } from '../../lambda/order/deadline-worker';
import { deadlineOf } from '../../lambda/outbox/messages';
import { isUnfinished } from '../../lambda/order/order';
import { call, type TestWorld } from '../world';

export const customer = 'ada';
export const shipTo = { name: 'Ada', postcode: 'N1', address: '1 Mill Lane' };

export type OrderReply = Reply & { readonly body: ReturnType<typeof orderView> };

interface Wish {
  readonly token?: string;
  readonly postcode?: string;
  readonly key?: string;
  readonly quantity?: number;
}

let keys = 0;

/** Places an order for one SKU, as the route does. A problem is answered, as the kernel does. */
export function place(world: TestWorld, sku: string, wish: Wish = {}): Promise<OrderReply> {
  const { token, postcode = 'N1', key = `key-${(keys += 1)}`, quantity = 1 } = wish;
  const lines = [{ sku, quantity }];
  const body = { lines, shipTo: { ...shipTo, postcode }, ...(token && { payment: { token } }) };

  return answered(placeOrder(world, call(customer, key, body)));
}

export function pay(world: TestWorld, orderId: string, token = 'tok_ok'): Promise<OrderReply> {
  return answered(payOrder(world, { ...call(customer, '', { token }), params: { orderId } }));
}

export function cancel(world: TestWorld, orderId: string): Promise<OrderReply> {
  return answered(cancelOrder(world, { ...call(customer, '', undefined), params: { orderId } }));
}

/** The order's deadline message, delivered once it has waited out its delay. */
export async function ringDeadline(world: TestWorld, orderId: string): Promise<void> {
  const order = await world.orders.find(customer, orderId);
  if (!order || !isUnfinished(order)) throw new Error('the order has no deadline');
  await meetDeadline(world, { ...deadlineOf(order, world.now()), waitSeconds: 0 });
}

export async function statusOf(world: TestWorld, orderId: string): Promise<string | undefined> {
  return (await world.orders.find(customer, orderId))?.status;
}

function answered(reply: Promise<Reply>): Promise<OrderReply> {
  const problemsToo = reply.catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error;
    const order = error.extras.order ?? error.extras;
    return { status: error.status, body: { code: error.code, ...order } };
  });
  return problemsToo as Promise<OrderReply>;
}
