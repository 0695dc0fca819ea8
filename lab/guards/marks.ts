import { makeLine } from './line';
import type { Order, Process } from './promise';
import type { Item } from './store';

/**
 * Marks make a retry count once: the write that takes units also writes the order's id into one of a few attributes of the same item.
 * 30 marks of 24 characters fit into the first kilobyte, which is charged anyway.
 */
export const MARKS = 30;

export function markName(number: number): string {
  return `mark${number % MARKS}`;
}

/** Whether one of the item's marks is this order's: an earlier try has taken its units. */
export function hasTaken(item: Item, order: Order): boolean {
  for (let number = 0; number < MARKS; number += 1) if (item[markName(number)] === order.id) return true;
  return false;
}

/** The marks that one process may write, each by one order at a time, so that an order in doubt still finds its own. */
export interface Lanes {
  use<T>(work: (mark: string) => Promise<T>): Promise<T>;
}

/** Deals the marks out to the processes; a Lambda environment has one, shared with others once there are more than {@link MARKS}. */
export function makeLanes({ number, processes }: Process): Lanes {
  const each = Math.max(1, Math.floor(MARKS / processes));
  const free = Array.from({ length: each }, (_, lane) => markName(number * each + lane));
  const line = makeLine<(mark: string) => void>();

  return {
    use: async (work) => {
      const mark = free.pop() ?? (await new Promise<string>((resolve) => line.join(resolve)));
      try {
        return await work(mark);
      } finally {
        const next = line.next();
        if (next) next(mark);
        else free.push(mark);
      }
    },
  };
}
