import { cursorTo, pageOf, type Paged } from '../http/paging';
import type { Call, Reply } from '../http/route';
import type { World } from '../world';
import { orderIdForm } from './demand';
import type { Order } from './order';
import { orderNotFound } from './order-replies';
import { orderView } from './order-view';

type ReadingWorld = Pick<World, 'orders'>;
type ListingWorld = Pick<World, 'orders' | 'observer'>;

/** `GET /orders/{orderId}` */
export async function showOrder(world: ReadingWorld, call: Call): Promise<Reply> {
  const order = await findOrder(world, call);
  if (!order) throw orderNotFound(call.params.orderId ?? '');

  return { status: 200, body: orderView(order) };
}

/** `GET /orders`: the caller's own, newest first. */
export async function listOrders(world: ListingWorld, { customerId, query }: Call): Promise<Reply> {
  const { list, isPosition } = ordersOf(customerId);
  const { limit, after } = pageOf(query, { list, isPosition });
  const [createdAt = '', orderId = ''] = after ?? [];
  const page = await world.orders.newest(customerId, limit, after && { createdAt, orderId });
  const { orders, unreadable, next } = page;
  for (const id of unreadable) reportUnreadable(world, id);

  return {
    status: 200,
    body: {
      orders: orders.map(orderView),
      ...(next && { cursor: cursorTo(list, [next.createdAt, next.orderId]) }),
    },
  };
}

function reportUnreadable({ observer }: ListingWorld, orderId: string): void {
  observer.count('unreadable');
  observer.warn('an item is no order and was left out of a list: the audit says why', { orderId });
}

/** As orders have it in their index: another form may be no key at all, or one that is too long. */
const creationTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** A cursor says where in the caller's list to go on; whose list it is comes from the token alone. */
function ordersOf(customerId: string): Paged {
  return {
    list: `orders of ${customerId}`,
    isPosition: ([createdAt = '', orderId = '', ...more]) =>
      more.length === 0 && creationTime.test(createdAt) && orderIdForm.test(orderId),
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
