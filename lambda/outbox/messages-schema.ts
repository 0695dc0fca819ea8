import * as z from 'zod';
import type { DeadlineMessage, ShippingMessage } from './messages';

const seconds = z.number().int().min(0);
const address = { customerId: z.string().min(1), orderId: z.string().min(1) };

const shippingMessage: z.ZodType<ShippingMessage> = z.object({
  ...address,
  pauseSeconds: seconds.optional(),
});
const deadlineMessage: z.ZodType<DeadlineMessage> = z.object({
  ...address,
  version: z.number().int().min(1),
  waitSeconds: seconds,
  pauseSeconds: seconds.optional(),
  once: z.boolean().optional(),
});

/** @throws Error where a body is no message: it is left to come back until the dead-letter queue takes it. */
export function readShippingMessage(body: string): ShippingMessage {
  return shippingMessage.parse(JSON.parse(body));
}

/** @throws Error as {@link readShippingMessage} */
export function readDeadlineMessage(body: string): DeadlineMessage {
  return deadlineMessage.parse(JSON.parse(body));
}
