import type { IncomingMessage, ServerResponse } from 'node:http';
import { apiListener } from '../../lambda/server/api-listener';
import { httpServer } from '../../lambda/server/http-server';
import type { ServerMetrics } from '../../lambda/server/metrics';
import { portOf, send } from './wire';

/** A server whose door answers when the test says so, and `/health` at once. */
export async function openBusy() {
  const entered: (() => void)[] = [];
  const paths: string[] = [];
  const answered: { readonly status: number; readonly route: string }[] = [];
  const door = async ({ url = '' }: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (url !== '/health') {
      paths.push(url);
      await new Promise<void>((resolve) => entered.push(resolve));
    }
    response.end('{}');
  };
  const metrics = {
    answered: ({ status, route }) => void answered.push({ status, route }),
  } as Pick<ServerMetrics, 'answered'> as ServerMetrics;
  const api = apiListener(door, metrics, ['/products']);
  const server = httpServer((request, response) => void api.listener(request, response));
  const port = await portOf(server);
  const ask = (path = '/products') => send(port, path);

  return {
    ...{ port, api, entered, paths, answered, ask },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
    /** Asks so many times, and comes back when all of them have been received. */
    fill: async (count: number) => {
      const asked = Array.from({ length: count }, () => ask());
      await Promise.all(asked.map(({ sent }) => sent));
      await settled(port);
      return asked;
    },
  };
}

/** By then the server has taken in what was sent before, as far as it can without anything ending. */
export async function settled(port: number): Promise<void> {
  for (let n = 0; n < 3; n += 1) expect((await send(port, '/health').heard).status).toBe(200);
}
