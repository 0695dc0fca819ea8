import type { IncomingMessage, ServerResponse } from 'node:http';
import { receive } from '../http/body';
import type { Listener } from '../http/node-door';

/**
 * Receives a request's body, within the server's time for a request.
 *
 * @returns undefined where the client went away: nobody waits for an answer, and nothing was done
 */
export async function received(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<Buffer | undefined> {
  try {
    const source = incoming.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
    const { bytes, endless } = await receive(source, incoming.headers['content-length']);
    if (endless) outgoing.setHeader('connection', 'close');
    return bytes;
  } catch {
    return undefined;
  }
}

/** Puts a door behind the receiving of bodies, so that a slow sender holds nothing but its own connection. */
export function receiving(door: Listener): Listener {
  return async (incoming, outgoing) => {
    const rawBody = await received(incoming, outgoing);
    if (!rawBody) return;

    await door(Object.assign(incoming, { rawBody }), outgoing); // where Hono looks for a body that was read already
  };
}
