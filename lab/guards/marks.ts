import { makeLine } from './line';
import type { Order, Outcome, Process, Try } from './promise';
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
  /** Keeps a mark for the whole of an order. */
  use<T>(work: (mark: string) => Promise<T>): Promise<T>;
  /** Lends an order a mark for each try, and the same one from the moment when a try went unanswered. */
  lend(work: (once: Marked) => Promise<Outcome>): Promise<Outcome>;
}

/** One try with a mark. */
export type Marked = (attempt: (mark: string) => Promise<Try>) => Promise<Try>;

/**
 * Deals the marks out to the processes. A Lambda environment has one, shared with others once there are more than {@link MARKS}:
 * then another's write may cover the mark of an order in doubt, which may take its units twice. Where that matters, take a transaction.
 */
export function makeLanes({ number, processes }: Process): Lanes {
  const each = Math.max(1, Math.floor(MARKS / processes));
  const free = Array.from({ length: each }, (_, lane) => markName(number * each + lane));
  const line = makeLine<(mark: string) => void>();

  const borrow = async () => free.pop() ?? (await new Promise<string>((resolve) => line.join(resolve)));
  const giveBack = (mark: string) => {
    const next = line.next();
    if (next) next(mark);
    else free.push(mark);
  };

  return {
    use: async (work) => {
      const mark = await borrow();
      try {
        return await work(mark);
      } finally {
        giveBack(mark);
      }
    },
    lend: async (work) => {
      let kept: string | undefined;
      const outcome = await work(async (attempt) => {
        const mark = kept ?? (await borrow());
        const result = await attempt(mark);
        if (result === 'unanswered') kept = mark;
        else if (kept === undefined) giveBack(mark);
        return result;
      });
      if (kept !== undefined) giveBack(kept);
      return outcome;
    },
  };
}
