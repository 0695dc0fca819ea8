import type * as z from 'zod';

/** Who may call a route: everyone, a signed-in customer, or a customer of the group `admin`. */
export type Audience = 'all' | 'customer' | 'admin';

/** What a route is given: everything about the call has been checked already, in the order that the contract names. */
export interface Call<Body = undefined> {
  /** The token's `sub`; an empty string on a route for all. */
  readonly customerId: string;
  /** The path's parameters, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** A header by its lower-case name. */
  header(name: string): string | undefined;
  /** The `Idempotency-Key`; an empty string on a route that asks for none. */
  readonly key: string;
  readonly body: Body;
}

/** What a route answers. A `body` of type string is sent as it is (with its own content type), any other as JSON. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** One line of the page of routes. `run` gets the world first, as everything here does. */
export interface Route<World, Body = undefined> {
  readonly method: 'GET' | 'PUT' | 'POST';
  /** As in OpenAPI: `/orders/{orderId}`. */
  readonly path: string;
  readonly who: Audience;
  readonly summary: string;
  /** Whether an `Idempotency-Key` is asked for. */
  readonly keyed?: boolean;
  readonly body?: z.ZodType<Body>;
  readonly run: (world: World, call: Call<Body>) => Promise<Reply>;
}
