import type { Clock } from './clock';

/** What may happen to a process: it dies, or stands still for a while (a long garbage collection, a frozen container). */
export interface Life {
  alive: boolean;
  pausedUntil: number;
}

export function newLife(): Life {
  return { alive: true, pausedUntil: 0 };
}

/** Runs an event inside a process: never in a dead one, and in a paused one when it goes on. */
export function inLife(clock: Clock, life: Life, event: () => void): void {
  if (!life.alive) return;
  if (clock.now() < life.pausedUntil) clock.at(life.pausedUntil, () => inLife(clock, life, event));
  else event();
}
