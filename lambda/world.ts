import type { Facts } from './observe/facts';
import type { Measure } from './observe/measures';
import type { OrderStore, PriceMemory } from './order/order-store';
import type { Policy } from './order/transitions';
import type { DeadlineMessages, ShippingMessages } from './outbox/messages';
import type { PaymentGateway } from './payment/payment-gateway';
import type { Carrier } from './shipping/carrier';

export interface Observer {
  count(measure: Measure): void;
  /** Something that a person on call may want to read. */
  warn(message: string, facts: Facts): void;
}

/** Every side effect of the order flow. Each part takes only what it needs of it. */
export interface World {
  readonly orders: OrderStore;
  readonly prices: PriceMemory;
  readonly payments: PaymentGateway;
  readonly carrier: Carrier;
  readonly shippingMessages: ShippingMessages;
  readonly deadlineMessages: DeadlineMessages;
  readonly policy: Policy;
  readonly now: () => Date;
  readonly observer: Observer;
}
