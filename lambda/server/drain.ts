import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_EVERY_MS = 50;

/**
 * Stops a server without losing a request: takes new ones for so long as a balancer may still send some,
 * then no more, and waits for those in work.
 */
export async function drain(server: Server, deregistrationMs: number): Promise<void> {
  await sleep(deregistrationMs);

  const closed = new Promise((resolve) => server.close(resolve));
  // a connection that was in use when the server closed is idle a moment later
  const idle = setInterval(() => server.closeIdleConnections(), LOOK_EVERY_MS);
  await closed;
  clearInterval(idle);
}

/** Resolves when the platform, or a person, asks the process to stop. */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
}
