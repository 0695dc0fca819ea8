import { documentClient } from '../dynamo/client';
import { makeApp } from '../http/app';
import { contractOf } from '../http/contract';
import { gatewayDoor } from '../http/gateway-door';
import { dynamoStockStore } from '../inventory/dynamo-stock-store';
import { inventoryRoutes } from '../inventory/routes';
import { routes } from '../routes';
import { newId, verifier } from './aws-world';
import { setting } from './environment';
import { observed } from './observer';

const world = {
  stock: dynamoStockStore({
    db: documentClient(),
    table: setting('INVENTORY_TABLE'),
    now: () => new Date(),
    newId,
  }),
  contract: contractOf(routes),
};

export const handler = observed(gatewayDoor(makeApp(inventoryRoutes, world, verifier())));
