import type { Order } from '../../lambda/order/order';
import type { TestWorld } from '../world';
import type { Case } from './life';

const charges = ['charge#1', 'charge#2', 'charge#3'];
const ends = new Set(['shipped', 'refunded', 'cancelled', 'expired']);

/** What is wrong with one order that has come to rest, its stock, its money and its parcel: nothing, where all is well. */
export async function wrongAtRest(
  world: TestWorld,
  { sku, orderId }: Case,
  order: Order | undefined,
): Promise<readonly string[]> {
  const { received, available } = await world.stockItem(sku);
  const entries = await Promise.all(charges.map((charge) => world.entry(orderId, charge)));
  const charged = entries.filter((entry) => entry?.['outcome'] === 'charged');
  const kept = charged.filter((entry) => entry?.['refunded'] !== true);
  const parcel = (await world.entry(orderId, 'shipment'))?.['outcome'] === 'registered';
  const sold = order?.status === 'shipped';

  return [
    order && !ends.has(order.status) && `I5, I9: the order is still ${order.status}`,
    received - available !== (sold ? 1 : 0) &&
      `I1: ${received - available} units are gone, ${sold ? 1 : 0} sold`,
    charged.length > 1 && `I3: charged ${charged.length} times`,
    charged.some((entry) => entry?.['amount'] !== order?.total) &&
      `I3: charged another amount than ${order?.total}`,
    kept.length !== (sold ? 1 : 0) && `I4: ${kept.length} charges kept, ${sold ? 1 : 0} sold`,
    parcel !== sold && `I6: ${parcel ? 'a' : 'no'} parcel, the order is ${order?.status ?? 'nowhere'}`,
  ].filter((wrong) => typeof wrong === 'string');
}
