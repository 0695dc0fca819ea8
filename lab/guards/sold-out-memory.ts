/**
 * What a process remembers of refusals. It may only refuse, for at most a second, and never grants:
 * so it cannot oversell, and stock that comes back is sold a second later at most.
 */
export interface SoldOutMemory {
  /** Whether a request for that many units was refused a moment ago. */
  says(sku: string, quantity: number): boolean;
  learn(sku: string, quantity: number): void;
}

/** A process without the memory. */
export const noMemory: SoldOutMemory = { says: () => false, learn: () => undefined };

export function makeSoldOutMemory(now: () => number, longestMs: number): SoldOutMemory {
  const refusals = new Map<string, { readonly quantity: number; readonly until: number }>();

  return {
    says: (sku, quantity) => {
      const refusal = refusals.get(sku);
      return refusal !== undefined && quantity >= refusal.quantity && now() < refusal.until;
    },
    learn: (sku, quantity) => void refusals.set(sku, { quantity, until: now() + longestMs }),
  };
}
