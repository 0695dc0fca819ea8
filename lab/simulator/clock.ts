import type { Life } from './life';

/**
 * Virtual time. Events happen in order of their time, and in the order of their making where times are equal;
 * whatever an event sets going is run to its end before the clock moves on. So a run depends on nothing but its seed.
 */
export interface Clock {
  /** Milliseconds since the start of the run. */
  readonly now: () => number;
  at(time: number, event: () => void): void;
  after(ms: number, event: () => void): void;
  /** Hands a value to a process, unless that process is dead by then; a paused one gets it when it goes on. */
  deliver<T>(life: Life, ms: number, event: (value: T) => void, value: T): void;
  /** Runs until nothing is planned any more, or `until` (virtual milliseconds). */
  run(until?: number): Promise<void>;
}

interface Planned {
  readonly time: number;
  readonly turn: number;
  readonly event: (value: unknown) => void;
  readonly value: unknown;
  /** The process it happens in: a dead one misses it, a paused one sees it later. */
  readonly life: Life | undefined;
}

export function makeClock(): Clock {
  const planned = makePlan();
  let now = 0;
  let turn = 0;

  const plan = (time: number, event: Planned['event'], value: unknown, life: Life | undefined) => {
    turn += 1;
    planned.add({ time: time < now ? now : time, turn, event, value, life });
  };
  const step = () => {
    const next = planned.take();
    if (!next) return false;
    now = next.time;
    const { event, value, life } = next;
    if (life === undefined) event(value);
    else if (life.pausedUntil > now) plan(life.pausedUntil, event, value, life);
    else if (life.alive) event(value);
    return true;
  };
  const due = (until: number) => (planned.first()?.time ?? Infinity) <= until;

  return {
    now: () => now,
    at: (time, event) => plan(time, event, undefined, undefined),
    after: (ms, event) => plan(now + ms, event, undefined, undefined),
    deliver: (life, ms, event, value) => plan(now + ms, event as Planned['event'], value, life),
    run: (until = Infinity) =>
      new Promise((resolve, reject) => {
        const drain = microtaskDrain();
        // from a macrotask, because promises settle only when no other code of ours is on the stack
        const turnOver = () => {
          try {
            while (due(until) && step()) if (!drain()) return void setImmediate(turnOver);
            resolve();
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
          }
        };
        setImmediate(turnOver);
      }),
  };
}

/**
 * Runs all promise reactions that are due, at once; false where that cannot be done and the event loop has to.
 * Node drives its own prompt with this function; a turn of the event loop does the same six times slower.
 */
function microtaskDrain(): () => boolean {
  const { _tickCallback: tick } = process as { readonly _tickCallback?: () => void };
  if (typeof tick !== 'function') return () => false;

  let proven = false;
  return () => {
    if (proven) {
      tick();
      return true;
    }
    void Promise.resolve().then(() => (proven = true));
    tick();
    return proven;
  };
}

/** A binary heap of what is planned, the earliest first. */
function makePlan() {
  const heap: Planned[] = [];
  const isBefore = (one: Planned, other: Planned) =>
    one.time < other.time || (one.time === other.time && one.turn < other.turn);

  const rise = (entry: Planned) => {
    let place = heap.length;
    heap.push(entry);
    while (place > 0) {
      const parentPlace = (place - 1) >> 1;
      const parent = heap[parentPlace];
      if (!parent || !isBefore(entry, parent)) break;
      heap[place] = parent;
      place = parentPlace;
    }
    heap[place] = entry;
  };

  const sink = (entry: Planned) => {
    let place = 0;
    for (;;) {
      let childPlace = 2 * place + 1;
      let child = heap[childPlace];
      if (!child) break;
      const right = heap[childPlace + 1];
      if (right && isBefore(right, child)) {
        child = right;
        childPlace += 1;
      }
      if (!isBefore(child, entry)) break;
      heap[place] = child;
      place = childPlace;
    }
    heap[place] = entry;
  };

  return {
    first: () => heap[0],
    add: rise,
    take: () => {
      const first = heap[0];
      const last = heap.pop();
      if (last && heap.length > 0) sink(last);
      return first;
    },
  };
}
