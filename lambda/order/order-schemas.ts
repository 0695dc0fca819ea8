import * as z from 'zod';
import { list, object, sku, text, wholeNumber, QUANTITY_LIMIT } from '../http/fields';

const MOST_LINES = 200;

const payment = object({ token: text(200) });

export const placeOrderBody = object({
  lines: list(object({ sku: sku(), quantity: wholeNumber(1, QUANTITY_LIMIT) }), 1, MOST_LINES),
  shipTo: object({ name: text(100), postcode: text(20), address: text(300) }),
  payment: payment.optional(),
});

export const payOrderBody = payment;

const line = object({ sku: sku(), quantity: wholeNumber(1, QUANTITY_LIMIT), unitPrice: z.int() });
const states = [
  'held',
  'paying',
  'paid',
  'shipped',
  'refunding',
  'refunded',
  'cancelled',
  'expired',
] as const;
const paymentErrors = ['declined', 'unknown', 'void'] as const;

/** An order as it is answered. */
export const orderAnswer = object({
  orderId: z.string(),
  status: z.enum(states),
  lines: z.array(line),
  total: z.int(),
  currency: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().optional(),
  payment: object({ attempts: z.int(), lastError: z.enum(paymentErrors).optional() }).optional(),
  shipment: object({ carrier: z.string(), trackingCode: z.string() }).optional(),
  timeline: z.array(
    object({
      at: z.iso.datetime(),
      event: z.enum([...states, ...paymentErrors, 'shipping_failed']),
      detail: z.string().optional(),
    }),
  ),
  version: z.int(),
}).meta({ id: 'Order' });

export const ordersAnswer = object({ orders: z.array(orderAnswer), cursor: z.string().optional() });

export type PlaceOrderBody = z.infer<typeof placeOrderBody>;
export type PayOrderBody = z.infer<typeof payOrderBody>;
