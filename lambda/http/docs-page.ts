import type { OpenApi } from './openapi';
import type { Reply } from './route';

/** The contract as a page. */
export function docsPage(document: OpenApi): Reply {
  return {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: JSON.stringify(document),
  };
}
