import { isSku } from '../http/fields';
import { cursorTo, pageOf, type Paged } from '../http/paging';
import type { Call, Reply } from '../http/route';
import type { InventoryWorld } from './inventory-world';
import { showing, unknownSku } from './product-replies';

const catalogue: Paged = { list: 'products', isPosition: (key) => key.length === 1 && key.every(isSku) };

/** `GET /products` */
export async function showProducts(world: InventoryWorld, { query }: Call): Promise<Reply> {
  const { limit, after } = pageOf(query, catalogue);

  const { products, next } = await world.stock.list(limit, after?.[0]);

  return {
    status: 200,
    body: { products, ...(next !== undefined && { cursor: cursorTo(catalogue.list, [next]) }) },
  };
}

/** `GET /products/{sku}` */
export async function showProduct(world: InventoryWorld, { params }: Call): Promise<Reply> {
  const { sku = '' } = params;

  const product = isSku(sku) ? await world.stock.find(sku) : undefined;

  if (!product) throw unknownSku(sku);
  return showing(product, 200);
}
