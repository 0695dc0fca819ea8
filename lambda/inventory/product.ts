/** What an administrator says of a product. */
export interface ProductDetails {
  readonly name: string;
  /** In minor units of the currency. */
  readonly unitPrice: number;
  readonly currency: string;
}

/** A product as the catalogue shows it. */
export interface Product extends ProductDetails {
  readonly sku: string;
  /** Units that can still be ordered. */
  readonly available: number;
  /** Counts changes of name and price; a stock movement leaves it alone. */
  readonly version: number;
  /** ISO 8601, UTC. */
  readonly updatedAt: string;
}

/** A stock movement by hand: goods in, or a negative quantity for damage or a count. */
export interface Receipt {
  readonly sku: string;
  /** The caller's key: it belongs to the SKU. */
  readonly key: string;
  readonly quantity: number;
  readonly reason: string;
  /** Who says so: the administrator's `sub`. */
  readonly by: string;
}
