import type * as z from 'zod';
import { list, object, sku, text, wholeNumber, QUANTITY_LIMIT } from '../http/fields';

const MOST_LINES = 200;

const payment = object({ token: text(200) });

export const placeOrderBody = object({
  lines: list(object({ sku: sku(), quantity: wholeNumber(1, QUANTITY_LIMIT) }), 1, MOST_LINES),
  shipTo: object({ name: text(100), postcode: text(20), address: text(300) }),
  payment: payment.optional(),
});

export const payOrderBody = payment;

export type PlaceOrderBody = z.infer<typeof placeOrderBody>;
export type PayOrderBody = z.infer<typeof payOrderBody>;
