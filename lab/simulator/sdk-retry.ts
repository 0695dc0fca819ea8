import type { Store, Trouble } from '../guards/store';
import type { Settings } from '../settings';
import type { Clock } from './clock';
import type { Life } from './life';
import type { Random } from './random';

/** The process whose client it is. */
interface Surroundings {
  readonly clock: Clock;
  readonly life: Life;
  readonly random: Random;
}

/**
 * The retry of the AWS SDK in standard mode: the same request again, throttled or unanswered, with full jitter,
 * paid from a bucket of retry tokens that each client has.
 * With one attempt, as in Holdfast, it does nothing: one layer retries, and the SDK is not it.
 */
export function withSdkRetry(store: Store, { clock, life, random }: Surroundings, { sdk }: Settings): Store {
  if (sdk.attempts <= 1) return store;
  let tokens = sdk.quota;

  const persist = async <T>(
    send: () => Promise<T>,
    troubleOf: (answer: T) => Trouble | undefined,
  ): Promise<T> => {
    let paid = 0;
    for (let retries = 0; ; retries += 1) {
      const answer = await send();
      const trouble = troubleOf(answer);
      if (trouble === undefined) tokens = Math.min(sdk.quota, tokens + (paid > 0 ? paid : 1));
      if (trouble === undefined || trouble === 'raced' || retries + 1 >= sdk.attempts) return answer;

      paid = trouble === 'throttled' ? sdk.throttledCost : sdk.cost;
      if (tokens < paid) return answer;
      tokens -= paid;
      const base = trouble === 'throttled' ? sdk.throttledBaseMs : sdk.baseMs;
      const pause = random.next() * Math.min(sdk.longestMs, base * 2 ** retries);
      await new Promise<void>((resolve) => clock.deliver(life, pause, resolve, undefined));
    }
  };

  return {
    get: (payer, key) =>
      persist(
        () => store.get(payer, key),
        (item) => (item ? undefined : 'throttled'),
      ),
    update: (payer, request) => persist(() => store.update(payer, request), troubleIn),
    transact: (payer, token, members) => persist(() => store.transact(payer, token, members), troubleIn),
  };
}

function troubleIn({ kind }: { readonly kind: Trouble | 'done' | 'refused' }): Trouble | undefined {
  return kind === 'done' || kind === 'refused' ? undefined : kind;
}
