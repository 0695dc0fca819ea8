import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from './http';
import { orderIn, productIn, shown, type Order, type Product, type Status } from './shapes';
import { unique, type Caller, type Shop } from './shop';

export interface Line {
  readonly sku: string;
  readonly quantity: number;
}

export interface Basket {
  readonly lines: readonly Line[];
  readonly shipTo: { readonly name: string; readonly postcode: string; readonly address: string };
  readonly payment?: { readonly token: string };
}

export interface Placing {
  readonly key?: string;
  readonly token?: string;
  readonly postcode?: string;
}

/** Long enough for anything that the contract says will happen, on a machine that does other work too. */
const EVENTUALLY_MS = 90_000;

export function basket(lines: readonly Line[], { token, postcode = '1012 AB' }: Placing = {}): Basket {
  return {
    lines,
    shipTo: { name: 'Ann Buyer', postcode, address: '1 High Street' },
    ...(token === undefined ? {} : { payment: { token } }),
  };
}

/** A product of its own with so much on the shelf. */
export async function stocked(shop: Shop, stock: number, about: Partial<Product> = {}): Promise<string> {
  const sku = about.sku ?? unique('sku');
  const { name = 'A lamp', unitPrice = 1_250, currency = 'EUR' } = about;

  told(
    await shop.admin.put(`/products/${sku}`, { name, unitPrice, currency }, { 'if-none-match': '*' }),
    201,
  );
  if (stock > 0) await receive(shop, sku, stock);
  return sku;
}

export async function receive(
  shop: Shop,
  sku: string,
  quantity: number,
  key = unique('receipt'),
): Promise<Answer> {
  const answer = await shop.admin.post(
    `/products/${sku}/receipts`,
    { quantity, reason: 'goods in' },
    { 'idempotency-key': key },
  );
  return told(answer, 201, 200);
}

export async function place(
  customer: Caller,
  lines: readonly Line[],
  { key = unique('key'), ...placing }: Placing = {},
): Promise<Answer> {
  return await customer.post('/orders', basket(lines, placing), { 'idempotency-key': key });
}

/** Places an order that has to be accepted, and, where its card is good, paid. */
export async function placed(
  customer: Caller,
  lines: readonly Line[],
  placing: Placing = {},
): Promise<Order> {
  const order = orderIn(told(await place(customer, lines, placing), 201, 200, 202));
  return placing.token === 'tok_ok' && order.status === 'paying' ? await paidLater(customer, order) : order;
}

/** A slow machine or a faulty store may not give a charge its time: it is settled, and where nothing was charged, made again. */
async function paidLater(customer: Caller, { orderId }: Order): Promise<Order> {
  const settled = await eventually(
    `the payment of order ${orderId} settled`,
    async () => await read(customer, orderId),
    ({ status }) => status !== 'paying',
  );
  if (settled.status !== 'held') return settled;

  const again = orderIn(told(await pay(customer, orderId, 'tok_ok'), 200, 202));
  return again.status === 'paying' ? await paidLater(customer, again) : again;
}

export async function pay(customer: Caller, orderId: string, token: string): Promise<Answer> {
  return await customer.post(`/orders/${orderId}/payment`, { token });
}

export async function cancel(customer: Caller, orderId: string): Promise<Answer> {
  return await customer.post(`/orders/${orderId}/cancel`);
}

export async function read(customer: Caller, orderId: string): Promise<Order> {
  return orderIn(told(await customer.get(`/orders/${orderId}`), 200));
}

export async function available(shop: Shop, sku: string): Promise<number> {
  return productIn(told(await shop.admin.get(`/products/${sku}`), 200)).available;
}

/** Waits for what has to come about at some time. @throws with what was seen last */
export async function eventually<T>(
  what: string,
  look: () => Promise<T>,
  good: (seen: T) => boolean,
): Promise<T> {
  const deadline = Date.now() + EVENTUALLY_MS;

  for (;;) {
    const seen = await look();
    if (good(seen)) return seen;
    if (Date.now() > deadline)
      throw new Error(`never came about: ${what}; last seen: ${JSON.stringify(seen).slice(0, 1_000)}`);
    await sleep(150);
  }
}

/** Reads an order until it is in one of these states. */
export async function becomes(
  customer: Caller,
  orderId: string,
  ...wanted: readonly Status[]
): Promise<Order> {
  return await eventually(
    `order ${orderId} ${wanted.join(' or ')}`,
    async () => await read(customer, orderId),
    (order) => wanted.includes(order.status),
  );
}

export async function comesBack(shop: Shop, sku: string, stock: number): Promise<void> {
  await eventually(
    `${stock} of ${sku} available`,
    async () => await available(shop, sku),
    (seen) => seen === stock,
  );
}

/** The answer, if it has one of these statuses. @throws an error that shows the answer */
export function told(answer: Answer, ...statuses: readonly number[]): Answer {
  if (!statuses.includes(answer.status))
    throw new Error(`wanted ${statuses.join(' or ')}, got ${shown(answer)}`);

  return answer;
}

/** Refused as the contract says: status and code. */
export function refused(answer: Answer, status: number, code: string): Answer {
  told(answer, status);
  const given = (answer.body as { code?: string } | undefined)?.code;
  if (given !== code) throw new Error(`wanted code ${code}, got ${shown(answer)}`);

  return answer;
}

/** The events of an order's timeline, in order. */
export function events(order: Order): readonly string[] {
  return order.timeline.map((entry) => entry.event);
}

/** `count` calls, all sent before any is answered. */
export async function atOnce<T>(count: number, call: (index: number) => Promise<T>): Promise<readonly T[]> {
  return await Promise.all(Array.from({ length: count }, async (_, index) => await call(index)));
}

export function replayed(answer: Answer): boolean {
  return answer.headers['idempotent-replayed'] === 'true';
}

/** A faulty store may leave a payment unknown until it is settled: that alone is left out, and only there. */
export function eventsIn({ faulty }: Shop, order: Order): readonly string[] {
  const all = events(order).join(' ');
  if (!faulty) return all.split(' ');

  return all
    .replaceAll('paying unknown void held ', '')
    .replace('paying unknown paid', 'paying paid')
    .split(' ');
}
