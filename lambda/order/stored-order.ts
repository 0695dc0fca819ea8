import * as z from 'zod';
import type { Order, OrderStatus } from './order';

/**
 * What an item must have to be an order, state by state. Attributes that are not named here are let through: a newer
 * version of the program may have written them. Its messages name fields and repeat no value.
 */

const id = z.string().min(1);
const time = z.iso.datetime();
const money = z.int().min(0);
const count = z.int().min(0);

const payment = z.looseObject({ attempts: count });
const shipment = z.looseObject({ carrier: z.string(), trackingCode: z.string() });

const base = {
  customerId: id,
  orderId: id,
  lines: z.array(z.looseObject({ sku: id, quantity: z.int().min(1), unitPrice: money })).min(1),
  total: money,
  currency: id,
  shipTo: z.looseObject({ name: z.string(), postcode: z.string(), address: z.string() }),
  requestHash: z.string(),
  createdAt: time,
  updatedAt: time,
  // any event: old code reads orders whose timeline newer code has written
  timeline: z.array(z.looseObject({ at: time, event: z.string() })),
  version: z.int().min(1),
};

const fieldsOf = {
  held: { dueAt: time, expiresAt: time, payment: payment.optional() },
  paying: { dueAt: time, expiresAt: time, payment },
  paid: { dueAt: time, payment, refusals: count },
  shipped: { payment, shipment },
  refunding: { dueAt: time, payment },
  refunded: { payment },
  cancelled: { payment: payment.optional() },
  expired: { payment: payment.optional() },
} satisfies Readonly<Record<OrderStatus, z.core.$ZodLooseShape>>;

const states = Object.entries(fieldsOf).map(([status, fields]) =>
  z.looseObject({ ...base, ...fields, status: z.literal(status as Order['status']) }),
);

/** Reads an item of the orders table without the id of its write. */
export const storedOrder = z.discriminatedUnion(
  'status',
  states as unknown as readonly [(typeof states)[number], ...typeof states],
);
