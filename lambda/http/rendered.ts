import type { Reply } from './route';

/** A reply as every door sends it. */
export interface Rendered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: string;
}

export function rendered({ status, headers, body }: Reply): Rendered {
  return {
    status,
    headers: {
      'content-type': 'application/json',
      // prices and stock change between any two requests, and an order is nobody else's business
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...headers,
    },
    content: typeof body === 'string' ? body : JSON.stringify(body),
  };
}
