import { runAuditor } from './audit/auditor';
import { inventoryRoutes } from './inventory/routes';
import { meetDeadline } from './order/deadline-worker';
import { orderRoutes } from './order/routes';
import { dispatchBatch } from './outbox/dispatch-batch';
import { publishBatch } from './outbox/publisher';
import { shipDelivered } from './shipping/shipping-worker';

/** Everything the system can do: what it answers over HTTP (each list is a function's page of routes), and what it does by itself. */
export const routes = [...inventoryRoutes, ...orderRoutes];

export const workers = {
  /** Orders stream: what must happen later follows from each change. */
  dispatcher: dispatchBatch,
  /** Orders stream: tells everyone else. */
  publisher: publishBatch,
  /** Shipping queue: hands paid orders to the carrier. */
  shipping: shipDelivered,
  /** Deadline queue: finishes whatever is due. */
  deadline: meetDeadline,
  /** Schedule: recounts, and finds lost timers. */
  auditor: runAuditor,
};
