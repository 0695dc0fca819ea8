/** The throughput of one partition in one direction: a bucket that fills evenly. */
export interface Bucket {
  /** Takes so many units; false, and nothing taken, where fewer are left. */
  take(units: number): boolean;
  giveBack(units: number): void;
  isEmpty(): boolean;
}

export interface BucketSize {
  readonly unitsPerSecond: number;
  readonly burstSeconds: number;
  /** How full it is at the start, as a share. */
  readonly fill: number;
}

export function makeBucket(now: () => number, { unitsPerSecond, burstSeconds, fill }: BucketSize): Bucket {
  const size = Math.max(1, unitsPerSecond * burstSeconds);
  let units = size * fill;
  let since = now();

  const refill = () => {
    const time = now();
    units = Math.min(size, units + ((time - since) / 1_000) * unitsPerSecond);
    since = time;
  };

  return {
    take: (wanted) => {
      refill();
      if (units < wanted) return false;
      units -= wanted;
      return true;
    },
    giveBack: (spare) => void (units += spare),
    isEmpty: () => {
      refill();
      return units < 1;
    },
  };
}
