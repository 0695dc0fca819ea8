import type { Order } from './promise';

export interface Key {
  readonly sku: string;
  readonly entry: string;
}

export type Attribute = string | number;
export type Item = Readonly<Record<string, Attribute>>;

/** An UpdateItem: real DynamoDB expressions, understood by the model and sent as they are to the engine. */
export interface Update {
  readonly key: Key;
  readonly update: string;
  readonly condition?: string;
  readonly values: Readonly<Record<string, Attribute>>;
  readonly names?: Readonly<Record<string, string>>;
}

/** A PutItem that must not replace anything. */
export interface Creation {
  readonly create: Item & Key;
}

/**
 * Why a call settled nothing:
 * - `throttled`: the partition had no units left; nothing was applied;
 * - `raced`: somebody else was there first; nothing was applied;
 * - `unanswered`: the answer was lost; the write may have been applied.
 */
export type Trouble = 'throttled' | 'raced' | 'unanswered';

export type Answer =
  /** Applied; the item as it is now (`ALL_NEW`). */
  | { readonly kind: 'done'; readonly item: Item }
  /** The condition failed; the item as it was (`ALL_OLD`). */
  | { readonly kind: 'refused'; readonly old: Item }
  | { readonly kind: Trouble };

export type TransactionAnswer =
  | { readonly kind: 'done' }
  /** For each member whose condition failed, the item as it was. */
  | { readonly kind: 'refused'; readonly olds: readonly (Item | undefined)[] }
  | { readonly kind: Trouble };

/** What a buyer's order has cost so far; the store keeps it. */
export interface Spent {
  writeUnits: number;
  readUnits: number;
  /** The last reason why a try settled nothing. */
  trouble: Trouble | undefined;
}

/** Who pays for a call: an order, or the orders of a batch in equal parts. */
export type Payer = Order | readonly Order[];

/** The few calls of DynamoDB that guards need. Nothing here throws for an answer that may be expected. */
export interface Store {
  /** A strongly consistent GetItem: an empty item where there is none, undefined when no answer could be had. */
  get(payer: Payer, key: Key): Promise<Item | undefined>;
  update(payer: Payer, request: Update): Promise<Answer>;
  /** A TransactWriteItems; `token` is its ClientRequestToken. */
  transact(payer: Payer, token: string, members: readonly (Update | Creation)[]): Promise<TransactionAnswer>;
}
