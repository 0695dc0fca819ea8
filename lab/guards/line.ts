/** First come, first served, at a constant cost however long the line is. */
export interface Line<T> {
  readonly length: number;
  join(waiting: T): void;
  /** The one who has waited longest, who leaves the line. */
  next(): T | undefined;
  first(): T | undefined;
}

const WORTH_TIDYING = 1_024;

export function makeLine<T>(): Line<T> {
  let places: T[] = [];
  let head = 0;

  return {
    get length() {
      return places.length - head;
    },
    join: (waiting) => void places.push(waiting),
    first: () => places[head],
    next: () => {
      if (head === places.length) return undefined;
      const first = places[head];
      head += 1;
      if (head > WORTH_TIDYING && head * 2 > places.length) {
        places = places.slice(head);
        head = 0;
      }
      return first;
    },
  };
}
