import type { Order } from '../order/order';

/** One SKU's stock item and what its receipts add up to. */
export interface StockCount {
  readonly sku: string;
  readonly received: number;
  readonly available: number;
  /** Raised by every write of `received` or `available`: unchanged between two reads means that nothing moved. */
  readonly moves: number;
  /** The sum of the SKU's receipts. */
  readonly receipts: number;
}

/** An item of a table that is not what it should be: it is reported by its key, and stops nobody's audit. */
export interface Unreadable<Key> {
  readonly unreadable: Key;
  readonly why: string;
}

export interface StockBook {
  readonly counts: readonly StockCount[];
  /** Stock items and receipts: what their SKU has cannot be told. */
  readonly unreadable: readonly Unreadable<{ readonly sku: string; readonly entry: string }>[];
}

/** One entry of the payment gateway's ledger. */
export interface ChargeEntry {
  readonly orderId: string;
  readonly reference: string;
  readonly amount: number;
  readonly currency: string;
  readonly outcome: 'charged' | 'declined' | 'void';
  readonly refunded: boolean;
}

export type ShipmentEntry =
  | { readonly orderId: string; readonly outcome: 'registered'; readonly trackingCode: string }
  | { readonly orderId: string; readonly outcome: 'withdrawn' };

export interface Ledger {
  readonly charges: readonly ChargeEntry[];
  readonly shipments: readonly ShipmentEntry[];
  readonly unreadable: readonly UnreadableEntry[];
}

export type UnreadableEntry = Unreadable<{ readonly orderId: string; readonly entry: string }>;
export type UnreadableOrder = Unreadable<{ readonly customerId: string; readonly orderId: string }>;

/** Everything that an audit reads, each by consistent reads of whole tables. */
export interface Books {
  stock(): Promise<StockBook>;
  orders(): AsyncIterable<Order | UnreadableOrder>;
  ledger(): Promise<Ledger>;
}
