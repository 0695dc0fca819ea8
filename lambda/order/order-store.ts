import type {
  CancelledOrder,
  ExpiredOrder,
  HeldOrder,
  Order,
  PaidOrder,
  PayingOrder,
  RefundingOrder,
} from './order';

/** What the catalogue said of a SKU when it was read; `version` is verified by the write that relies on it. */
export interface Price {
  readonly sku: string;
  readonly unitPrice: number;
  readonly currency: string;
  readonly version: number;
}

/** The stock of one SKU as a refused write found it; `undefined` where there is no such SKU. */
export interface StockSeen {
  readonly sku: string;
  readonly seen?: Price & { readonly available: number };
}

export type Created =
  | { readonly outcome: 'created'; readonly tries: CommitTime }
  /** An order of this id stands already, by another request. */
  | { readonly outcome: 'exists'; readonly order: Order }
  /** No order of this id, and these stock items refused: too little, another price version, or unknown. */
  | { readonly outcome: 'refused'; readonly stock: readonly StockSeen[] };

/** When the write may have been applied at the earliest, and when it was answered, by `performance.now()` in milliseconds. */
export interface CommitTime {
  readonly earliest: number;
  readonly answered: number;
}

export type Saved<Next extends Order> =
  | { readonly saved: true; readonly order: Next; readonly tries: CommitTime }
  /** Somebody else wrote first: the order as they left it. */
  | { readonly saved: false; readonly order: Order };

export interface OrderStore {
  /**
   * Takes stock for an order and creates the order, both or neither, in one database trip.
   * Safe to repeat: the same order is created once. `prices` are verified, not trusted.
   * Overselling is prevented here and nowhere else.
   *
   * @throws Busy; OutcomeUnknown, also where it is refused after a try that got no answer and may still be applied
   */
  create(order: HeldOrder | PayingOrder, prices: readonly Price[]): Promise<Created>;

  /** The order as it is now, by a consistent read. Here as everywhere, an item that is no order throws UnreadableOrder. */
  find(customerId: string, orderId: string): Promise<Order | undefined>;

  /**
   * Writes the next version, on condition that the order is still in the state and version it came from.
   *
   * @throws Busy, OutcomeUnknown
   */
  advance<Next extends PayingOrder | PaidOrder | Order>(from: Order, next: Next): Promise<Saved<Next>>;

  /**
   * As `advance`, and gives the order's stock back, both or neither: the order's state makes it happen once.
   *
   * @throws Busy, OutcomeUnknown
   */
  release<Next extends CancelledOrder | ExpiredOrder | RefundingOrder>(
    from: Order,
    next: Next,
  ): Promise<Saved<Next>>;

  /** A customer's orders, newest first, as they are now. `after` is the id and creation time of the last one seen. */
  newest(customerId: string, limit: number, after?: OrderKey): Promise<OrderPage>;
}

export interface OrderKey {
  readonly orderId: string;
  readonly createdAt: string;
}

export interface OrderPage {
  readonly orders: readonly Order[];
  /** Ids of the page's items that are no orders: they hide no other order. */
  readonly unreadable: readonly string[];
  /** Where the next page starts; absent on the last one. */
  readonly next?: OrderKey;
}

/** Prices of SKUs, remembered for as long as the process lives: verified by every write that relies on them. */
export interface PriceMemory {
  /** Remembered prices, and a consistent read of those not remembered. A SKU that the catalogue lacks is left out. */
  recall(skus: readonly string[]): Promise<readonly Price[]>;
  /** Reads all of them again. */
  reread(skus: readonly string[]): Promise<readonly Price[]>;
  /** Corrects the memory from what a refused write saw. */
  correct(seen: readonly StockSeen[]): void;
}
