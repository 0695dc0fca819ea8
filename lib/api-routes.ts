import type * as z from 'zod';
import { payOrderBody, placeOrderBody } from '../lambda/order/order-schemas';

/** One line of the HTTP API as the gateway sees it. */
export interface ApiRoute {
  readonly method: 'GET' | 'PUT' | 'POST';
  readonly path: string;
  readonly runs: 'order' | 'inventory';

  /** Whether the gateway asks for a token. The app asks again, and for the group. */
  readonly signedIn: boolean;

  /** What the gateway checks bodies against. @default - bodies are left to the app */
  readonly body?: z.ZodType;

  /** Whether the route has the throttle of orders. @default false */
  readonly ordering?: boolean;
}

/**
 * Every route of the contract and the function behind it; a test holds it to the document that the app publishes.
 * The gateway checks no bodies on the routes of administrators: it knows no groups, and the group is asked for first. It
 * asks for no `Idempotency-Key` either: size and content type come before it.
 */
export const apiRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: '/health', runs: 'inventory', signedIn: false },
  { method: 'GET', path: '/openapi.json', runs: 'inventory', signedIn: false },
  { method: 'GET', path: '/docs', runs: 'inventory', signedIn: false },
  { method: 'GET', path: '/products', runs: 'inventory', signedIn: false },
  { method: 'GET', path: '/products/{sku}', runs: 'inventory', signedIn: false },
  { method: 'PUT', path: '/products/{sku}', runs: 'inventory', signedIn: true },
  { method: 'POST', path: '/products/{sku}/receipts', runs: 'inventory', signedIn: true },
  {
    method: 'POST',
    path: '/orders',
    runs: 'order',
    signedIn: true,
    body: placeOrderBody,
    ordering: true,
  },
  { method: 'GET', path: '/orders', runs: 'order', signedIn: true },
  { method: 'GET', path: '/orders/{orderId}', runs: 'order', signedIn: true },
  {
    method: 'POST',
    path: '/orders/{orderId}/payment',
    runs: 'order',
    signedIn: true,
    body: payOrderBody,
    ordering: true,
  },
  { method: 'POST', path: '/orders/{orderId}/cancel', runs: 'order', signedIn: true },
];
