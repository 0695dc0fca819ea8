import type { Gate, Settled, Word } from '../guards/gate';
import type { Settings } from '../settings';
import type { Clock } from './clock';
import type { Life } from './life';

/** What one counter of the cache holds. */
interface Count {
  left: number;
  pending: number;
  readonly until: number;
}

/** The cache's one server, and what may befall it. */
export interface Redis {
  /** Keeps the counters of a product; a wiped server has none. */
  readonly counts: Map<string, Count>;
  /** Until when a product's refusals need not be checked with the judge. */
  readonly checked: Map<string, number>;
  /** A frozen server answers nobody before this moment. */
  frozenUntil: number;
  /** When its single thread has finished what was sent so far. */
  busyUntil: number;
}

export function newRedis(): Redis {
  return { counts: new Map(), checked: new Map(), frozenUntil: 0, busyUntil: 0 };
}

/** The two scripts of `engine/redis-gate.ts` in a model of its server: one thread, one script after the other. */
export function gateOf(redis: Redis, clock: Clock, settings: Settings, life: Life): Gate {
  const { networkMs, scriptsPerSecond, timeoutMs, passByMs, countMs, checkMs } = settings.redis;
  let passByUntil = 0;

  const run = <T>(script: () => T, silent: T): Promise<T> =>
    new Promise((resolve) => {
      clock.after(networkMs / 2, () => {
        if (clock.now() < redis.frozenUntil) {
          passByUntil = clock.now() + passByMs;
          clock.deliver(life, timeoutMs, resolve, silent);
          return;
        }
        const result = script();
        redis.busyUntil = Math.max(clock.now(), redis.busyUntil) + 1_000 / scriptsPerSecond;
        clock.deliver(life, redis.busyUntil - clock.now() + networkMs / 2, resolve, result);
      });
    });

  const times: Times = { now: () => clock.now(), countMs, checkMs };
  const isPassedBy = () => clock.now() < passByUntil;
  return {
    admit: (sku, quantity) =>
      isPassedBy() ? Promise.resolve('unknown') : run(() => admit(redis, times, sku, quantity), 'unknown'),
    settle: (sku, settled) =>
      isPassedBy() ? Promise.resolve() : run(() => settle(redis, times, sku, settled), undefined),
  };
}

interface Times {
  readonly now: () => number;
  readonly countMs: number;
  readonly checkMs: number;
}

/** Refuses where too few are left, but lets one order through to the judge now and then. */
function admit({ counts, checked }: Redis, { now, checkMs }: Times, sku: string, quantity: number): Word {
  const count = counts.get(sku);
  if (!count || count.until < now()) return 'unknown';

  if (count.left < quantity) {
    if ((checked.get(sku) ?? 0) > now()) return 'out';
    checked.set(sku, now() + checkMs);
    return 'unknown';
  }
  count.left -= quantity;
  count.pending += quantity;
  return 'in';
}

/** Counts anew from what the judge has shown, less what it has not judged yet. */
function settle({ counts }: Redis, { now, countMs }: Times, sku: string, settled: Settled): void {
  const { admitted, taken, left } = settled;
  const known = counts.get(sku);
  const count = known && known.until >= now() ? known : { left: 0, pending: 0, until: now() + countMs };
  if (count !== known && left === undefined) return;

  counts.set(sku, count);
  count.pending = Math.max(0, count.pending - admitted);
  if (left !== undefined) count.left = Math.max(0, left - count.pending);
  else if (!taken) count.left += admitted;
}
