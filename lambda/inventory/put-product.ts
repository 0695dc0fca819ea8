import { Problem } from '../http/problem';
import type { Call, Reply } from '../http/route';
import type { InventoryWorld } from './inventory-world';
import { preconditionOf } from './precondition';
import { showing, skuOf } from './product-replies';
import type { ProductBody } from './product-schemas';
import type { Put } from './stock-store';

/** `PUT /products/{sku}`: creates a product, or changes its name and price under an optimistic lock. */
export async function putProduct(world: InventoryWorld, call: Call<ProductBody>): Promise<Reply> {
  const sku = skuOf(call.params);
  const precondition = preconditionOf(call.header('if-match'), call.header('if-none-match'));

  if (precondition === 'never') throw stale(sku, { outcome: 'stale', product: await world.stock.find(sku) });
  const creates = precondition === 'absent';
  const put = creates
    ? await world.stock.create(sku, call.body)
    : await world.stock.change(sku, call.body, precondition);

  if (put.outcome === 'stale') throw stale(sku, put);
  return showing(put.product, creates ? 201 : 200);
}

function stale(sku: string, { product }: Extract<Put, { outcome: 'stale' }>): Problem {
  if (!product)
    return new Problem(412, 'stale_version', `there is no product ${sku}: create it with If-None-Match: *`);

  const detail = `the product ${sku} has version ${product.version}: read it and send If-Match: "${product.version}"`;
  return new Problem(412, 'stale_version', detail, { version: product.version });
}
