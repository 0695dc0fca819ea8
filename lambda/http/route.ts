import type * as z from 'zod';
import type { ProblemCode } from './problem';

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

/** One answer of a route, for the contract's document. */
export interface Answer {
  readonly description: string;
  readonly schema?: z.ZodType;
  /** Header names and what they say. */
  readonly headers?: Readonly<Record<string, string>>;
  /** @default application/json */
  readonly contentType?: string;
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
  /** Written as a method, so that routes with different bodies fit into one list. */
  run(world: World, call: Call<Body>): Promise<Reply>;

  /** What follows is for the document alone: answers by status, codes beyond those of the checks, headers, paging. */
  readonly answers?: Readonly<Record<number, Answer>>;
  readonly problems?: readonly ProblemCode[];
  /** Further request headers and what they mean. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether the route answers in pages, by `limit` and `cursor`. */
  readonly paged?: boolean;
}

/** Routes of one world, whatever their bodies. */
export type Routes<World> = readonly Route<World, unknown>[];
