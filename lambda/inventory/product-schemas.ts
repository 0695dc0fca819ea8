import * as z from 'zod';
import { currency, object, sku, text, wholeNumber } from '../http/fields';

const PRICE_LIMIT = 99_999_999;
const RECEIPT_LIMIT = 1_000_000;
const receiptWanted = 'a whole number from -1,000,000 to 1,000,000 but not 0';

const unitPrice = wholeNumber(1, PRICE_LIMIT);

export const productBody = object({ name: text(200), unitPrice, currency: currency() });

export const receiptBody = object({
  quantity: z
    .number(receiptWanted)
    .int(receiptWanted)
    .min(-RECEIPT_LIMIT, receiptWanted)
    .max(RECEIPT_LIMIT, receiptWanted)
    .refine((quantity) => quantity !== 0, receiptWanted),
  reason: text(200),
});

export type ProductBody = z.infer<typeof productBody>;
export type ReceiptBody = z.infer<typeof receiptBody>;

/** A product as it is answered. */
export const productAnswer = object({
  sku: sku(),
  name: text(200),
  unitPrice,
  currency: currency(),
  available: z.int().min(0),
  version: z.int().min(1),
  updatedAt: z.iso.datetime(),
}).meta({ id: 'Product' });

export const productsAnswer = object({ products: z.array(productAnswer), cursor: z.string().optional() });
