import { changeProduct, createProduct } from './put-stock';
import { findProduct, type Inventory } from './inventory';
import { listProducts } from './list-stock';
import { receiveGoods } from './receive-stock';
import type { StockStore } from './stock-store';

/** The catalogue and its stock, on DynamoDB. Every refusal is a condition of the write that it refuses. */
export function dynamoStockStore(inventory: Inventory): StockStore {
  return {
    find: (sku) => findProduct(inventory, sku),
    list: (limit, after) => listProducts(inventory, limit, after),
    create: (sku, details) => createProduct(inventory, sku, details),
    change: (sku, details, expected) => changeProduct(inventory, { sku, details }, expected),
    receive: (receipt) => receiveGoods(inventory, receipt),
  };
}
