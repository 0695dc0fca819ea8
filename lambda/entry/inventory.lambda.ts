import { makeApp } from '../http/app';
import { gatewayDoor } from '../http/gateway-door';
import { inventoryRoutes } from '../inventory/routes';
import { verifier } from './aws-world';
import { inventoryWorld } from './inventory-world';
import { observed, report } from './observer';

export const handler = observed(gatewayDoor(makeApp(inventoryRoutes, inventoryWorld(), verifier(), report)));
