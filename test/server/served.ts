import type { RequestListener, Server } from 'node:http';
import { nodeDoor } from '../../lambda/http/node-door';
import { httpServer } from '../../lambda/server/http-server';
import { receiving } from '../../lambda/server/receiving';
import { app } from '../http/kernel';
import { portOf } from './wire';

const servers: Server[] = [];
const door = receiving(nodeDoor(app));

/** A small shop behind its door, with bodies received first. */
export const shop: RequestListener = (request, response) => void door(request, response);

export async function serve(listener: RequestListener = shop, receiveMs?: number): Promise<number> {
  const server = httpServer(listener, { ...(receiveMs !== undefined && { receiveMs }) });
  servers.push(server);
  return await portOf(server);
}

/** How many the last server has. */
export async function connections(): Promise<number> {
  return await new Promise((resolve, reject) => {
    servers.at(-1)!.getConnections((error, count) => (error ? reject(error) : resolve(count)));
  });
}

export function closeServers(): void {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
}

/** The head of a request, as it is written. */
export const head = (...lines: readonly string[]) => [...lines, '', ''].join('\r\n');
