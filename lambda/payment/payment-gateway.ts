/** One payment attempt as the gateway knows it. `amount` in minor units of `currency`. */
export interface Charge {
  /** `<orderId>/<attempt>`: the gateway does everything at most once per reference. */
  readonly reference: string;
  readonly amount: number;
  readonly currency: string;
  readonly customerId: string;
}

/** Two calls of 3 s, the second only after a 5xx. */
export const LONGEST_CHARGE_MS = 6_000;

export type ChargeOutcome = 'charged' | 'declined' | 'unknown';
export type SettleOutcome = 'charged' | 'declined' | 'void' | 'unknown';
export type RefundOutcome = 'refunded' | 'unknown';

/** What the order flow asks of a payment gateway. Nothing here throws: no answer is the outcome `unknown`. */
export interface PaymentGateway {
  /** Whether a token has the form that this gateway understands: checked before anything is written. */
  accepts(token: string): boolean;

  /** Charges once per reference; takes {@link LONGEST_CHARGE_MS} at most. */
  charge(charge: Charge, token: string): Promise<ChargeOutcome>;

  /** Ends an attempt whose outcome is unknown. After `void` that reference can never be charged. Only for attempts with no call in flight. */
  settle(charge: Charge): Promise<SettleOutcome>;

  /** Gives the money of a charged reference back, once. */
  refund(reference: string): Promise<RefundOutcome>;
}

/** A gateway's calls as they are on the wire: they may throw, and stop when `signal` aborts. */
export interface GatewayCalls {
  accepts(token: string): boolean;
  charge(charge: Charge, token: string, signal: AbortSignal): Promise<'charged' | 'declined'>;
  settle(charge: Charge, signal: AbortSignal): Promise<'charged' | 'declined' | 'void'>;
  refund(reference: string, signal: AbortSignal): Promise<void>;
}

/** The gateway answered 5xx: it may or may not have done what was asked. */
export class GatewayFailed extends Error {
  override readonly name = 'GatewayFailed';
}
