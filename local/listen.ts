import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { Refusal } from './command';

export const LOOPBACK = '127.0.0.1';

/** The refusal of a port that cannot be had, in one line with the fix; any other error as it came. */
export function portRefusal(error: Error, port: number, option: string): Error {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return new Refusal(
      `port ${port} is taken: stop what listens there, or choose another with ${option} (0 is a free one)`,
    );
  if (code === 'EACCES')
    return new Refusal(`port ${port} is not allowed to this user: choose one above 1023 with ${option}`);
  return error;
}

/**
 * Listens on loopback; 0 is a free port.
 * @returns the URL
 * @throws Refusal when the port is taken
 */
export async function listen(server: Server, port: number, option: string): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(portRefusal(error, port, option)));
    server.listen(port, LOOPBACK, resolve);
  });
  return `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`;
}
