import * as z from 'zod';
import type { Answer } from './http';

/** The bodies of the contract, written from the contract's text and not from the program: one attribute too many or too few fails. */

const time = z.iso.datetime();
const whole = z.int();

export const productShape = z.strictObject({
  sku: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/),
  name: z.string().min(1),
  unitPrice: whole.min(1).max(99_999_999),
  currency: z.string().regex(/^[A-Z]{3}$/),
  available: whole.min(0),
  version: whole.min(0),
  updatedAt: time,
});

export const statuses = [
  'held',
  'paying',
  'paid',
  'shipped',
  'expired',
  'cancelled',
  'refunding',
  'refunded',
] as const;

export const orderShape = z.strictObject({
  orderId: z.string().min(1),
  status: z.enum(statuses),
  lines: z
    .array(z.strictObject({ sku: z.string(), quantity: whole.min(1).max(999), unitPrice: whole.min(1) }))
    .min(1)
    .max(50),
  total: whole.min(1),
  currency: z.string().regex(/^[A-Z]{3}$/),
  createdAt: time,
  expiresAt: time.optional(),
  payment: z.strictObject({ attempts: whole.min(0), lastError: z.string().optional() }).optional(),
  shipment: z.strictObject({ carrier: z.string().min(1), trackingCode: z.string().min(1) }).optional(),
  timeline: z
    .array(z.strictObject({ at: time, event: z.string().min(1), detail: z.string().optional() }))
    .min(1),
  version: whole.min(0),
});

/** Problems carry more than this, by code: see the contract's table. */
export const problemShape = z.looseObject({
  type: z.string(),
  title: z.string().min(1),
  status: whole,
  code: z.string().min(1),
  detail: z.string().min(1),
  retryable: z.boolean().optional(),
});

export const errorsShape = z
  .array(z.strictObject({ field: z.string(), wanted: z.string().min(1), got: z.unknown() }))
  .min(1);

export const shortLinesShape = z
  .array(z.strictObject({ sku: z.string(), requested: whole.min(1), available: whole.min(0) }))
  .min(1);

export type Product = z.infer<typeof productShape>;
export type Order = z.infer<typeof orderShape>;
export type Problem = z.infer<typeof problemShape>;
export type Status = Order['status'];

/** The product in an answer. @throws an error that shows the answer where it is not one */
export function productIn(answer: Answer): Product {
  return shaped(productShape, answer.body, answer);
}

export function orderIn(answer: Answer): Order {
  return shaped(orderShape, answer.body, answer);
}

/** The order that a problem carries. */
export function orderInProblem(answer: Answer): Order {
  return shaped(orderShape, problemIn(answer)['order'], answer);
}

/** The problem document in an answer; its `status` has to be the answer's own. */
export function problemIn(answer: Answer): Problem {
  const problem = shaped(problemShape, answer.body, answer);
  const type = answer.headers['content-type'] ?? '';

  if (!type.startsWith('application/problem+json') || problem.status !== answer.status) {
    throw new Error(`not a problem document of its own status (${type}): ${shown(answer)}`);
  }
  return problem;
}

export function errorsIn(answer: Answer): z.infer<typeof errorsShape> {
  return shaped(errorsShape, problemIn(answer)['errors'], answer);
}

export function shortLinesIn(answer: Answer): z.infer<typeof shortLinesShape> {
  return shaped(shortLinesShape, problemIn(answer)['lines'], answer);
}

/** One page of a list, and the cursor of the next. */
export function pageIn<T>(answer: Answer, name: string, item: z.ZodType<T>): { items: T[]; cursor?: string } {
  const page = shaped(
    z.strictObject({ [name]: z.array(item), cursor: z.string().optional() }),
    answer.body,
    answer,
  );
  const { cursor } = page as { cursor?: string };
  const items = page[name] as T[];

  return cursor === undefined ? { items } : { items, cursor };
}

export function shown(answer: Answer): string {
  return `${answer.status} ${answer.text.slice(0, 1_500)}`;
}

function shaped<T>(shape: z.ZodType<T>, value: unknown, answer: Answer): T {
  const result = shape.safeParse(value);
  if (!result.success) throw new Error(`${z.prettifyError(result.error)}\nin ${shown(answer)}`);

  return result.data;
}
