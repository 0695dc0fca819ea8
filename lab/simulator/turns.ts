import { makeLine } from '../guards/line';

/** So many at a time; the others stand in line, first come, first served. */
export interface Turns {
  /** Runs `enter` as soon as there is room. */
  wait(enter: () => void): void;
  /** One has left. */
  leave(): void;
}

export function makeTurns(places: number): Turns {
  const line = makeLine<() => void>();
  let free = places;

  return {
    wait: (enter) => {
      if (free === 0) {
        line.join(enter);
        return;
      }
      free -= 1;
      enter();
    },
    leave: () => {
      const next = line.next();
      if (next) next();
      else free += 1;
    },
  };
}
