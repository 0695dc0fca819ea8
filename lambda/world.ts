import type { OrderStore, PriceMemory } from './order/order-store';
import type { Policy } from './order/transitions';
import type { DeadlineMessages, ShippingMessages } from './outbox/messages';
import type { PaymentGateway } from './payment/payment-gateway';
import type { Carrier } from './shipping/carrier';

/** What the order flow counts, for dashboards and alarms. */
export type Measure =
  | 'accepted'
  | 'sold_out'
  | 'declined'
  | 'payment_unknown'
  | 'shipped'
  | 'shipment_unknown'
  | 'shipment_refused'
  | 'refunded'
  | 'deadline_overdue'
  | 'drift';

export interface Observer {
  count(measure: Measure, value?: number): void;
  /** Something that a person on call may want to read. Ids only: no personal data. */
  warn(message: string, facts: Readonly<Record<string, unknown>>): void;
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
