import { Busy } from '../dynamo/persist';
import { invalidRequest, Problem } from '../http/problem';
import type { World } from '../world';
import type { Demand } from './demand';
import type { HeldOrder, Order, PayingOrder, ShipTo } from './order';
import type { CommitTime, Price, StockSeen } from './order-store';
import { hold, holdAndPay } from './transitions';

export type Accepting = Pick<World, 'orders' | 'prices' | 'policy' | 'now' | 'observer'>;

export interface OrderRequest {
  readonly customerId: string;
  readonly orderId: string;
  readonly requestHash: string;
  readonly demands: readonly Demand[];
  readonly shipTo: ShipTo;
  /** Whether a payment follows at once: then the order starts out as `paying`. */
  readonly pays: boolean;
}

export type Accepted =
  | { readonly outcome: 'created'; readonly order: HeldOrder | PayingOrder; readonly entered: CommitTime }
  | { readonly outcome: 'exists'; readonly order: Order };

/**
 * Creates the order and takes its stock, or finds the order that this key made before.
 *
 * @throws Problem 400 two currencies, 404 unknown SKU, 409 too little stock: only once the order was seen absent; Busy
 */
export async function accept(world: Accepting, request: OrderRequest): Promise<Accepted> {
  const remembered = await world.prices.recall(skusOf(request));
  if (!objection(request, remembered)) return attempt(world, request, remembered, true);

  // what memory says may be out of date, and no refusal may come before the order of this key was seen absent
  const order = await world.orders.find(request.customerId, request.orderId);
  if (order) return { outcome: 'exists', order };
  const current = await world.prices.reread(skusOf(request));
  const refusal = objection(request, current);
  if (refusal) throw refusal;

  return attempt(world, request, current, true);
}

async function attempt(
  world: Accepting,
  request: OrderRequest,
  prices: readonly Price[],
  mayTryAgain: boolean,
): Promise<Accepted> {
  const order = orderOf(world, request, prices);
  const created = await world.orders.create(order, prices);
  if (created.outcome === 'created') return { outcome: 'created', order, entered: created.tries };
  if (created.outcome === 'exists') return created;

  world.prices.correct(created.stock);
  const refusal = refusalOf(request, created.stock);
  if (refusal?.code === 'insufficient_stock') world.observer.count('sold_out');
  if (refusal) throw refusal;
  if (!mayTryAgain) throw new Busy('prices change faster than an order can be placed');

  return attempt(world, request, await corrected(world, request), false);
}

/** The prices once the transaction has seen the order absent. Contention may have hidden what became of one: no refusal rests on memory. */
async function corrected({ prices }: Accepting, request: OrderRequest): Promise<readonly Price[]> {
  const remembered = await prices.recall(skusOf(request));
  if (!objection(request, remembered)) return remembered;

  const current = await prices.reread(skusOf(request));
  const refusal = objection(request, current);
  if (refusal) throw refusal;
  return current;
}

function orderOf(world: Accepting, request: OrderRequest, prices: readonly Price[]): HeldOrder | PayingOrder {
  const { customerId, orderId, requestHash, shipTo, demands, pays } = request;
  const priceOf = new Map(prices.map((price) => [price.sku, price]));
  const lines = demands.map((demand) => ({
    ...demand,
    unitPrice: priceOf.get(demand.sku)?.unitPrice ?? NaN,
  }));
  const draft = { customerId, orderId, requestHash, shipTo, lines, currency: prices[0]?.currency ?? '' };

  return (pays ? holdAndPay : hold)(draft, world.now(), world.policy);
}

/** What the prices alone say against the order. */
function objection(request: OrderRequest, prices: readonly Price[]): Problem | undefined {
  const priced = new Set(prices.map(({ sku }) => sku));
  const unknown = skusOf(request).filter((sku) => !priced.has(sku));
  if (unknown.length > 0) return unknownSkus(unknown);

  const currencies = [...new Set(prices.map(({ currency }) => currency))].sort();
  if (currencies.length < 2) return undefined;
  return invalidRequest([{ field: 'lines', wanted: 'products of one currency', got: currencies.join(', ') }]);
}

/** What the refused stock items say against it: nothing where only a price had changed. */
function refusalOf({ demands }: OrderRequest, stock: readonly StockSeen[]): Problem | undefined {
  const unknown = stock.filter(({ seen }) => !seen).map(({ sku }) => sku);
  if (unknown.length > 0) return unknownSkus(unknown);

  const wanted = new Map(demands.map(({ sku, quantity }) => [sku, quantity]));
  const lines = stock.flatMap(({ sku, seen }) => {
    const requested = wanted.get(sku) ?? 0;
    return seen && seen.available < requested ? [{ sku, requested, available: seen.available }] : [];
  });
  if (lines.length === 0) return undefined;

  const short = lines
    .map(({ sku, requested, available }) => `${sku}: ${requested} asked, ${available} left`)
    .join('; ');
  return new Problem(409, 'insufficient_stock', `not enough stock for ${short}`, { lines });
}

function unknownSkus(skus: readonly string[]): Problem {
  return new Problem(404, 'unknown_sku', `the catalogue has no ${skus.join(', ')}`, { skus });
}

function skusOf({ demands }: OrderRequest): readonly string[] {
  return demands.map(({ sku }) => sku);
}
