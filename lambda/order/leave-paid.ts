import type { Order, PaidOrder } from './order';
import type { Saved } from './order-store';

/**
 * Writes what the carrier has decided (`registered` or `withdrawn`) until the order is no longer `paid`: another writer may have counted
 * a refusal meanwhile, which changes the version but not the decision.
 */
export async function leavePaid<Next extends Order>(
  order: PaidOrder,
  write: (paid: PaidOrder) => Promise<Saved<Next>>,
): Promise<Saved<Next>> {
  const saved = await write(order);
  if (saved.saved || saved.order.status !== 'paid') return saved;

  return leavePaid(saved.order, write);
}
