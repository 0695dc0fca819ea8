import { cursorTo, pageOf, type Paged } from '../http/paging';
import type { Call, Reply } from '../http/route';
import type { World } from '../world';
import { orderIdForm } from './demand';
import type { Order } from './order';
import { orderNotFound } from './order-replies';
import { orderView } from './order-view';

type ReadingWorld = Pick<World, 'orders'>;

/** `GET /orders/{orderId}` */
export async function showOrder(world: ReadingWorld, call: Call): Promise<Reply> {
  const order = await findOrder(world, call);
  if (!order) throw orderNotFound(call.params.orderId ?? '');

  return { status: 200, body: orderView(order) };
}

/** `GET /orders`: the caller's own, newest first. */
export async function listOrders(world: ReadingWorld, { customerId, query }: Call): Promise<Reply> {
  const { list, isPosition } = ordersOf(customerId);
  const { limit, after } = pageOf(query, { list, isPosition });
  const [createdAt = '', orderId = ''] = after ?? [];
  const { orders, next } = await world.orders.newest(customerId, limit, after && { createdAt, orderId });

  return {
    status: 200,
    body: {
      orders: orders.map(orderView),
      ...(next && { cursor: cursorTo(list, [next.createdAt, next.orderId]) }),
    },
  };
}

/** A cursor says where in the caller's list to go on; whose list it is comes from the token alone. */
function ordersOf(customerId: string): Paged {
  return {
    list: `orders of ${customerId}`,
    isPosition: ([createdAt = '', orderId = '', ...more]) =>
      more.length === 0 && !Number.isNaN(Date.parse(createdAt)) && orderIdForm.test(orderId),
  };
}

/** The caller's own order: the customer is part of the key, so another customer's cannot even be asked for. */
export async function findOrder(
  world: ReadingWorld,
  { customerId, params }: Call<unknown>,
): Promise<Order | undefined> {
  const orderId = params.orderId ?? '';

  return orderIdForm.test(orderId) ? world.orders.find(customerId, orderId) : undefined;
}
