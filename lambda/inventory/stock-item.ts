import type { Image } from '../dynamo/refusal';
import type { Product, ProductDetails } from './product';

/** The stock item of a SKU. */
export function stockKey(sku: string) {
  return { sku, entry: 'stock' };
}

/** The partition of the index that lists the catalogue; stock items alone have it. */
export const CATALOGUE = { index: 'catalogue', partition: 'stock' };

/** The stock item of a new product. */
export function newStockItem(sku: string, details: ProductDetails) {
  return {
    ...stockKey(sku),
    ...details,
    catalogue: CATALOGUE.partition,
    received: 0,
    available: 0,
    moves: 0,
    version: 1,
  };
}

export function toProduct(item: Image): Product {
  const { sku, name, unitPrice, currency, available, version, updatedAt } = item as Image & Product;
  return { sku, name, unitPrice, currency, available, version, updatedAt };
}
