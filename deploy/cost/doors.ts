import { listOf } from '../../lib/guards/assembly';
import { accessLogBytes, headerBytes, HOURS, lcu, ordersPerUser, SECONDS } from './assumptions';
import { visit } from './metered';
import {
  at,
  BYTES_PER_GB,
  charge,
  logs,
  requestsPerVisit,
  traces,
  type Charge,
  type Month,
  type Pricing,
} from './month';
import type { PriceName } from './prices';

/** The live stage of the gateway: every request passes it. */
export const priceStage: Pricing = (stage, month) => {
  const requests = month.orders * requestsPerVisit;
  const log = at(stage.properties, 'AccessLogSetting', 'DestinationArn');

  return [
    charge('gatewayRequest', requests),
    sentOut(month),
    ...(log === undefined ? [] : logs(requests * accessLogBytes, month.assembly.pointedTo(stage, log))),
    ...(stage.properties['TracingEnabled'] === true ? traces(requests) : []),
  ];
};

export const priceFirewall: Pricing = (acl, { orders }) => [
  charge('firewall', 1),
  charge('firewallRule', listOf(acl.properties['Rules']).length),
  charge('firewallRequest', orders * requestsPerVisit),
];

/** A balancer has a public address in each of its subnets. */
export const priceBalancer: Pricing = (balancer, month) => {
  const requests = month.orders * requestsPerVisit;
  const capacity = Math.max(
    requests / SECONDS / lcu.connectionsPerSecond,
    answeredBytes(month) / HOURS / lcu.bytesPerHour,
  );
  const isPublic = balancer.properties['Scheme'] === 'internet-facing';

  return [
    charge('balancer', HOURS),
    charge('balancerCapacity', capacity * HOURS),
    ...(isPublic
      ? [charge('publicAddress', listOf(balancer.properties['Subnets']).length * HOURS), sentOut(month)]
      : []),
  ];
};

const userPrices: Readonly<Record<string, PriceName>> = {
  LITE: 'liteUser',
  ESSENTIALS: 'essentialsUser',
  PLUS: 'plusUser',
};

export const priceUserPool: Pricing = (pool, { orders }) => {
  const { UserPoolTier: plan = 'ESSENTIALS' } = pool.properties as { readonly UserPoolTier?: string }; // AWS's default
  const price = userPrices[plan];
  if (price === undefined) throw new Error(`user pool ${pool.id} must have a known plan, got ${plan}`);

  return [charge(price, orders / ordersPerUser)];
};

function sentOut(month: Month): Charge {
  return charge('transferOut', answeredBytes(month) / BYTES_PER_GB);
}

function answeredBytes({ orders }: Month): number {
  return orders * (visit.replyBytes + requestsPerVisit * headerBytes);
}
