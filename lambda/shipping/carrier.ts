import type { Line, ShipTo } from '../order/order';

/** What is handed to the carrier: once per order, whatever the number of calls. */
export interface Parcel {
  readonly orderId: string;
  readonly shipTo: ShipTo;
  readonly lines: readonly Line[];
}

export type RegisterAnswer =
  | { readonly answer: 'registered'; readonly trackingCode: string }
  | { readonly answer: 'refused' | 'withdrawn' | 'unknown' };

export type WithdrawAnswer =
  | { readonly answer: 'registered'; readonly trackingCode: string }
  | { readonly answer: 'withdrawn' }
  | { readonly answer: 'unknown' };

/** The judge of shipped or not. Idempotent on the order; no answer is the answer `unknown`. */
export interface Carrier {
  readonly name: string;

  /** Registers the parcel. After a withdrawal it answers `withdrawn` for ever. */
  register(parcel: Parcel): Promise<RegisterAnswer>;

  /** Leaves a tombstone, unless the parcel is registered: then it says so, and the parcel goes. */
  withdraw(orderId: string): Promise<WithdrawAnswer>;
}
