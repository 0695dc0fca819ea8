import { getRequestListener, type HttpBindings } from '@hono/node-server';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { App } from './app';

/** Answers one request of Node's own server; never rejects. */
export type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

/** Serves an app by Node's own server, behind a balancer or bare. */
export function nodeDoor(app: App): Listener {
  const paths = new WeakMap<IncomingMessage, string>();
  const listener = getRequestListener(
    (request, env) => {
      const { incoming } = env as HttpBindings;
      return app.fetch(request, { path: paths.get(incoming) ?? '/' });
    },
    // Node reads on what was answered unread, within the server's time for a request; a shorter time of its own
    // would close connections on which a balancer already sends the next request
    { autoCleanupIncoming: false },
  );

  return async (incoming, outgoing) => {
    const { path, query } = targetOf(incoming);
    paths.set(incoming, path);
    // the app is told path and query as they were sent: what makes no URL must get its answer too, and not this server's
    incoming.url = `/${query}`;
    incoming.headers.host = 'door.invalid';
    await listener(incoming, outgoing);
  };
}

/** What a request asks for, as it was sent, without the scheme and host that a proxy may have left there. */
export function targetOf({ url = '/' }: IncomingMessage): { readonly path: string; readonly query: string } {
  const target = url.replace(/^[a-z]+:\/\/[^/?]*/i, '');
  const [path = ''] = target.split('?', 1);

  return { path: path || '/', query: target.slice(path.length) };
}
