import * as z from 'zod';
import type { Image } from '../dynamo/refusal';
import type { ChargeEntry, Ledger, ShipmentEntry, StockBook, Unreadable } from './books';

const units = z.number().int();
const stockItem = z.object({ sku: z.string(), received: units, available: units, moves: units });
const receipt = z.object({ sku: z.string(), quantity: units });
const charge: z.ZodType<ChargeEntry> = z
  .object({
    orderId: z.string(),
    entry: z.string().regex(/^charge#[1-9]\d*$/),
    reference: z.string(),
    amount: units,
    currency: z.string(),
    outcome: z.enum(['charged', 'declined', 'void']),
    refunded: z.boolean(),
  })
  .refine(({ orderId, entry, reference }) => reference === entry.replace('charge#', `${orderId}/`), {
    path: ['reference'],
    message: 'it is not the reference of this entry', // a refund by it would be somebody else's
  });
const shipment: z.ZodType<ShipmentEntry> = z.discriminatedUnion('outcome', [
  z.object({ orderId: z.string(), outcome: z.literal('registered'), trackingCode: z.string() }),
  z.object({ orderId: z.string(), outcome: z.literal('withdrawn') }),
]);

/** Stock items, each with the sum of its receipts, which are entries beside it. */
export function readStock(items: readonly Image[]): StockBook {
  const keyOf = ({ sku, entry }: Image) => ({ sku: String(sku), entry: String(entry) });
  const receipts = split(items.filter(isReceipt).map((item) => read(receipt, item, keyOf(item))));
  const stock = split(items.filter(isStock).map((item) => read(stockItem, item, keyOf(item))));

  const sums = new Map<string, number>();
  for (const { sku, quantity } of receipts.good) sums.set(sku, (sums.get(sku) ?? 0) + quantity);

  return {
    counts: stock.good.map((item) => ({ ...item, receipts: sums.get(item.sku) ?? 0 })),
    unreadable: [...receipts.bad, ...stock.bad],
  };
}

/** Charges and shipments; what else the ledger holds (`tries#…`) is the sandboxes' own. */
export function readLedger(items: readonly Image[]): Ledger {
  const keyOf = ({ orderId, entry }: Image) => ({ orderId: String(orderId), entry: String(entry) });
  const charges = split(items.filter(isCharge).map((item) => read(charge, item, keyOf(item))));
  const shipments = split(items.filter(isShipment).map((item) => read(shipment, item, keyOf(item))));

  return {
    charges: charges.good,
    shipments: shipments.good,
    unreadable: [...charges.bad, ...shipments.bad],
  };
}

const isReceipt = ({ entry }: Image) => String(entry).startsWith('receipt#');
const isStock = ({ entry }: Image) => entry === 'stock';
const isCharge = ({ entry }: Image) => String(entry).startsWith('charge#');
const isShipment = ({ entry }: Image) => entry === 'shipment';

function read<T extends object, Key>(schema: z.ZodType<T>, item: Image, key: Key): T | Unreadable<Key> {
  const parsed = schema.safeParse(item);
  return parsed.success ? parsed.data : { unreadable: key, why: whyNot(parsed.error) };
}

function split<T extends object, Key>(all: readonly (T | Unreadable<Key>)[]) {
  return {
    good: all.filter((one): one is T => !('unreadable' in one)),
    bad: all.filter((one): one is Unreadable<Key> => 'unreadable' in one),
  };
}

/** Which fields are wrong and how, without their values. */
function whyNot({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
}
