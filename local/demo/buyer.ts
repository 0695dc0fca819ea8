import { setTimeout as sleep } from 'node:timers/promises';
import type { Buyer } from './plan';
import { insist, type Answer, type Shop } from './shop';

/** How it ended for a buyer. */
export type Ending = 'sold' | 'refused' | 'declined' | 'failed';

/** What all buyers of a run see and write down. */
export interface Crowd {
  readonly shop: Shop;
  readonly sku: string;
  readonly units: number;
  /** How many have paid so far. */
  sold: number;
  /** Times of `POST /orders`, in milliseconds. */
  readonly times: number[];
  /** When the last unit was sold, by `performance.now()`. */
  lastSoldAt: number;
  /** By `performance.now()`: who still waits for a unit then, gives up. */
  readonly closesAt: number;
  /** What should not have happened, one line each. */
  readonly surprises: string[];
}

interface Order {
  readonly orderId: string;
  readonly status: string;
}

/** Who was told "sold out" tries again after about this time, in milliseconds: sooner, and a crowd that waits crowds out those who pay. */
const TRY_AGAIN_MS = 1_000;
/** Whose payment is unknown looks at the order again after this time. */
const LOOK_AGAIN_MS = 250;

/** Wants one unit until there is none: an order that somebody else gives up is a unit again. */
export async function buy(crowd: Crowd, buyer: Buyer, token: string): Promise<Ending> {
  for (;;) {
    const order = await orderOnce(crowd, buyer, token);
    if (order !== undefined) return await finish(crowd, buyer, { token, order });
    if (isOver(crowd)) return 'refused';

    await sleep(TRY_AGAIN_MS * (0.5 + Math.random()));
  }
}

function isOver({ sold, units, closesAt }: Crowd): boolean {
  return sold >= units || performance.now() > closesAt;
}

/** Clicks; answers the order, or nothing where it was sold out for now. */
async function orderOnce(crowd: Crowd, buyer: Buyer, token: string): Promise<Order | undefined> {
  const answers = await Promise.all(
    Array.from({ length: buyer.clicks }, async () => await click(crowd, buyer, token)),
  );
  const orders = answers.map(orderIn).filter((order) => order !== undefined);

  for (const answer of answers) {
    if (!isExpected(answer))
      crowd.surprises.push(`${buyer.name}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
  return orders[0];
}

async function click({ shop, sku, times }: Crowd, { name, card }: Buyer, token: string): Promise<Answer> {
  const answer = await insist(shop, {
    method: 'POST',
    path: '/orders',
    token,
    // one key for one purchase: a click more, or a try after "sold out", may never buy twice
    headers: { 'idempotency-key': `purchase-of-${name}` },
    body: {
      lines: [{ sku, quantity: 1 }],
      shipTo: { name, postcode: '1012 AB', address: '1 High Street' },
      payment: { token: card },
    },
  });
  times.push(answer.ms);

  return answer;
}

interface Placed {
  readonly token: string;
  readonly order: Order;
}

async function finish(crowd: Crowd, buyer: Buyer, { token, order }: Placed): Promise<Ending> {
  const { status, orderId } = await decided(crowd, token, order);
  if (status === 'paid' || status === 'shipped') {
    crowd.sold += 1;
    crowd.lastSoldAt = performance.now();
    return 'sold';
  }
  if (buyer.card === 'tok_declined' && (status === 'held' || status === 'cancelled')) {
    const { status: answered } = await insist(crowd.shop, {
      method: 'POST',
      path: `/orders/${orderId}/cancel`,
      token,
    });
    if (answered === 200) return 'declined';
  }

  crowd.surprises.push(`${buyer.name}: order ${orderId} is ${status}`);
  return 'failed';
}

/** While a payment is unknown, or another click is being charged, the order says so. */
async function decided(crowd: Crowd, token: string, order: Order): Promise<Order> {
  let seen = order;
  while (seen.status === 'paying' && performance.now() < crowd.closesAt) {
    await sleep(LOOK_AGAIN_MS);
    const answer = await insist(crowd.shop, { method: 'GET', path: `/orders/${order.orderId}`, token });
    seen = orderIn(answer) ?? seen;
  }
  return seen;
}

/** The order of an answer, or the one that a refused payment carries. */
function orderIn({ status, body }: Answer): Order | undefined {
  if (status < 300) return body as Order;

  return status === 402 ? (body as { order: Order }).order : undefined;
}

function isExpected({ status, body }: Answer): boolean {
  return (
    status < 300 ||
    status === 402 ||
    (status === 409 && (body as { code?: string }).code === 'insufficient_stock')
  );
}
