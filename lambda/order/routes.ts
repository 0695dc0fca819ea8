import type { Routes } from '../http/route';
import type { World } from '../world';
import { cancelOrder } from './cancel-order';
import { payOrder } from './pay-order';
import { placeOrder } from './place-order';
import { listOrders, showOrder } from './read-orders';
import { orderAnswer, ordersAnswer, payOrderBody, placeOrderBody } from './order-schemas';

export type OrderWorld = Pick<
  World,
  'orders' | 'prices' | 'payments' | 'carrier' | 'policy' | 'now' | 'observer'
>;

const schema = orderAnswer;
const unknownPayment = { description: 'The payment is unknown: its answer will be settled', schema };

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
    answers: {
      200: { description: 'Placed before by this key', schema, headers: { 'Idempotent-Replayed': '`true`' } },
      201: { description: 'Placed: `paid`, or `held` where no token came along', schema },
      202: unknownPayment,
    },
    problems: ['payment_declined', 'unknown_sku', 'insufficient_stock', 'idempotency_key_reused'],
  },
  {
    method: 'GET',
    path: '/orders',
    who: 'customer',
    summary: 'Your orders, newest first',
    paged: true,
    run: listOrders,
    answers: { 200: { description: 'A page, with a cursor unless it is the last', schema: ordersAnswer } },
  },
  {
    method: 'GET',
    path: '/orders/{orderId}',
    who: 'customer',
    summary: 'One of your orders',
    run: showOrder,
    answers: { 200: { description: 'The order', schema } },
    problems: ['not_found'],
  },
  {
    method: 'POST',
    path: '/orders/{orderId}/payment',
    who: 'customer',
    summary: 'Pay for an order that is held',
    body: payOrderBody,
    run: payOrder,
    answers: { 200: { description: 'Paid', schema }, 202: unknownPayment },
    problems: ['payment_declined', 'not_found', 'not_payable', 'payment_in_progress'],
  },
  {
    method: 'POST',
    path: '/orders/{orderId}/cancel',
    who: 'customer',
    summary: 'Cancel an order that has not shipped',
    run: cancelOrder,
    answers: { 200: { description: 'Cancelled, or being refunded', schema } },
    problems: ['not_found', 'not_cancellable', 'payment_in_progress'],
  },
];
