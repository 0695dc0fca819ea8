/** What may happen to a process: it dies, or stands still for a while (a long garbage collection, a frozen container). */
export interface Life {
  alive: boolean;
  pausedUntil: number;
}

export function newLife(): Life {
  return { alive: true, pausedUntil: 0 };
}
