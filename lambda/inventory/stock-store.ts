import type { Product, ProductDetails, Receipt } from './product';

/** What became of a change of the catalogue. */
export type Put =
  | { readonly outcome: 'written'; readonly product: Product }
  /** The precondition did not hold; `product` as it stands, where there is one. */
  | { readonly outcome: 'stale'; readonly product?: Product };

/** What became of a receipt. */
export type Received =
  | { readonly outcome: 'received'; readonly product: Product }
  /** The same receipt was counted before; the product as it is now. */
  | { readonly outcome: 'replayed'; readonly product: Product }
  /** The key stands for another receipt of this SKU. */
  | { readonly outcome: 'key-reused' }
  | { readonly outcome: 'unknown-sku' }
  /** It would take the stock below zero. */
  | { readonly outcome: 'short'; readonly available: number }
  /** It would take the count beyond {@link STOCK_LIMIT}. */
  | { readonly outcome: 'full' };

export interface Shelf {
  readonly products: readonly Product[];
  /** The SKU after which the next page starts; absent on the last page. */
  readonly next?: string;
}

/** Most units ever received of one SKU: beyond it, numbers lose units. */
export const STOCK_LIMIT = Number.MAX_SAFE_INTEGER;

/** The products and their stock. Every method throws `Busy` when nothing was done, and `OutcomeUnknown` when that cannot be told. */
export interface StockStore {
  /** The product as it is now, by a consistent read. */
  find(sku: string): Promise<Product | undefined>;

  /** Products by SKU, as they are now. A page is full unless it is the last; a product just created may be missing. */
  list(limit: number, after?: string): Promise<Shelf>;

  /** Adds a product without stock, unless there is one of this SKU. */
  create(sku: string, details: ProductDetails): Promise<Put>;

  /**
   * Changes name and price and raises the version by 1, if the version is the expected one.
   * Of any number of writers who expect one version exactly one is told `written`, also when its answer was lost on the way.
   */
  change(sku: string, details: ProductDetails, expected: number | 'any'): Promise<Put>;

  /** Counts goods in or out, once per SKU and key, however often and however many at once it is called. */
  receive(receipt: Receipt): Promise<Received>;
}
