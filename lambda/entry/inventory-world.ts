import { documentClient } from '../dynamo/client';
import { contractOf } from '../http/contract';
import { dynamoStockStore } from '../inventory/dynamo-stock-store';
import type { InventoryWorld } from '../inventory/inventory-world';
import { routes } from '../routes';
import { newId } from './aws-world';
import { setting } from './environment';

/** The side effects of the inventory on AWS, and the contract that it publishes. */
export function inventoryWorld(): InventoryWorld {
  return {
    stock: dynamoStockStore({
      db: documentClient(),
      table: setting('INVENTORY_TABLE'),
      now: () => new Date(),
      newId,
    }),
    contract: contractOf(routes),
  };
}
