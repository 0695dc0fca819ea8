import { docsPage } from './docs-page';
import { openApiOf, type RouteFacts } from './openapi';
import type { Reply } from './route';

/** The contract, ready to be answered. */
export interface Contract {
  /** As OpenAPI 3.1. */
  readonly document: Reply;
  /** As a page to read. */
  readonly page: Reply;
}

/** The contract of all routes of the system, wherever they are served. It is made when somebody first asks for it. */
export function contractOf(routes: readonly RouteFacts[]): Contract {
  const document = once(() => openApiOf(routes));
  const page = once(() => docsPage(document()));

  return {
    get document() {
      return { status: 200, headers: { 'cache-control': 'no-cache' }, body: document() };
    },
    get page() {
      return page();
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
