import type { Contract } from '../http/contract';
import type { StockStore } from './stock-store';

/** Every side effect of the inventory's routes, and the contract that they serve. */
export interface InventoryWorld {
  readonly stock: StockStore;
  readonly contract: Contract;
}
