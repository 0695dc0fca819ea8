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

/** One entry of the payment gateway's ledger. */
export interface ChargeEntry {
  readonly orderId: string;
  readonly reference: string;
  readonly amount: number;
  readonly currency: string;
  readonly outcome: 'charged' | 'declined' | 'void';
  readonly refunded: boolean;
}

export interface ShipmentEntry {
  readonly orderId: string;
  readonly outcome: 'registered' | 'withdrawn';
  readonly trackingCode?: string;
}

export interface Ledger {
  readonly charges: readonly ChargeEntry[];
  readonly shipments: readonly ShipmentEntry[];
}

/** An item of the orders table that is no order: it is reported, and stops nobody's audit. */
export interface Unreadable {
  readonly unreadable: string;
  readonly why: string;
}

/** Everything that an audit reads, each by consistent reads of whole tables. */
export interface Books {
  stock(): Promise<readonly StockCount[]>;
  orders(): AsyncIterable<Order | Unreadable>;
  ledger(): Promise<Ledger>;
}
