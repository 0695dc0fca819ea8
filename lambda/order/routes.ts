import type { Routes } from '../http/route';
import type { World } from '../world';
import { cancelOrder } from './cancel-order';
import { payOrder } from './pay-order';
import { placeOrder } from './place-order';
import { listOrders, showOrder } from './read-orders';
import { payOrderBody, placeOrderBody } from './order-schemas';

export type OrderWorld = Pick<
  World,
  'orders' | 'prices' | 'payments' | 'carrier' | 'policy' | 'now' | 'observer'
>;

/** The routes of the order function. */
export const orderRoutes: Routes<OrderWorld> = [
  {
    method: 'POST',
    path: '/orders',
    who: 'customer',
    summary: 'Place an order: its goods are held at once, and paid for where a payment token comes along',
    keyed: true,
    body: placeOrderBody,
    run: placeOrder,
  },
  {
    method: 'GET',
    path: '/orders',
    who: 'customer',
    summary: 'Your orders, newest first',
    paged: true,
    run: listOrders,
  },
  {
    method: 'GET',
    path: '/orders/{orderId}',
    who: 'customer',
    summary: 'One of your orders',
    run: showOrder,
  },
  {
    method: 'POST',
    path: '/orders/{orderId}/payment',
    who: 'customer',
    summary: 'Pay for an order that is held',
    body: payOrderBody,
    run: payOrder,
  },
  {
    method: 'POST',
    path: '/orders/{orderId}/cancel',
    who: 'customer',
    summary: 'Cancel an order that has not shipped',
    run: cancelOrder,
  },
];
