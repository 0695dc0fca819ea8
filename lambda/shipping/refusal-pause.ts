import type { PaidOrder } from '../order/order';

/** How long the carrier is left alone after so many refusals, in seconds: 1, 2, 4, 8. */
export function pauseAfter(refusals: number): number {
  return 2 ** (refusals - 1);
}

/**
 * What is left of that pause, in whole seconds. The clock of whoever wrote the refusal may differ from ours: then the pause is
 * shorter or, up to its own length, longer, which loses nothing.
 */
export function pauseLeft(order: PaidOrder, now: Date): number {
  if (order.refusals === 0) return 0;
  const pause = pauseAfter(order.refusals);
  const passed = (now.getTime() - Date.parse(order.updatedAt)) / 1000;

  return Math.ceil(Math.min(pause, Math.max(0, pause - passed)));
}
