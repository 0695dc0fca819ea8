import { invalidRequest, Problem } from '../http/problem';
import type { Call, Reply } from '../http/route';
import type { InventoryWorld } from './inventory-world';
import { showing, skuOf, unknownSku } from './product-replies';
import type { ReceiptBody } from './product-schemas';
import { STOCK_LIMIT } from './stock-store';

/** `POST /products/{sku}/receipts`: goods in, or out for damage or a count, once per key. */
export async function receiveReceipt(world: InventoryWorld, call: Call<ReceiptBody>): Promise<Reply> {
  const sku = skuOf(call.params);
  const { quantity, reason } = call.body;

  const received = await world.stock.receive({ sku, quantity, reason, key: call.key, by: call.customerId });

  switch (received.outcome) {
    case 'received':
      return showing(received.product, 201);
    case 'replayed':
      return replaying(showing(received.product, 200));
    case 'key-reused':
      throw keyReused();
    case 'unknown-sku':
      throw unknownSku(sku);
    case 'short':
      throw short(sku, -quantity, received.available);
    case 'full':
      throw invalidRequest([
        { field: 'quantity', wanted: `small enough to keep units received to ${STOCK_LIMIT}`, got: quantity },
      ]);
  }
}

function replaying(reply: Reply): Reply {
  return { ...reply, headers: { ...reply.headers, 'idempotent-replayed': 'true' } };
}

function keyReused(): Problem {
  const detail =
    'this idempotency key was used for another receipt of this product: send a new key with a new receipt';
  return new Problem(422, 'idempotency_key_reused', detail);
}

function short(sku: string, requested: number, available: number): Problem {
  const detail = `${requested} of ${sku} cannot be taken out: ${available} are available`;
  return new Problem(409, 'insufficient_stock', detail, { lines: [{ sku, requested, available }] });
}
