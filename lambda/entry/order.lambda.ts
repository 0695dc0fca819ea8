import { makeApp } from '../http/app';
import { gatewayDoor } from '../http/gateway-door';
import { orderRoutes } from '../order/routes';
import { orderWorld, verifier } from './aws-world';
import { observed, observer, report } from './observer';

export const handler = observed(gatewayDoor(makeApp(orderRoutes, orderWorld(observer), verifier(), report)));
