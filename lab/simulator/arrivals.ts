import type { Plan } from '../cell';
import type { Order } from '../guards/promise';
import type { Clock } from './clock';
import type { Random } from './random';

export interface Buyer {
  readonly place: number;
  readonly order: Order;
  readonly quantity: number;
}

/** Sends the buyers of a load: at random moments, or a fixed number at a time, each after the one before is answered. */
export function sendBuyers(
  clock: Clock,
  chance: Random,
  { load, seed, largestQuantity = 1 }: Plan,
  send: (buyer: Buyer, answered: () => void) => void,
): void {
  const prefix = `order${String(seed).padStart(10, '0').slice(-10)}`;
  let place = 0;

  const next = (answered: () => void) => {
    if (place >= load.buyers) return false;
    const order: Order = {
      id: `${prefix}${String(place + 1_000_000_000).slice(1)}`,
      askedAt: clock.now(),
      redelivered: false,
      spent: { writeUnits: 0, readUnits: 0, trouble: undefined },
    };
    const quantity = largestQuantity === 1 ? 1 : 1 + Math.floor(chance.next() * largestQuantity);
    place += 1;
    send({ place: place - 1, order, quantity }, answered);
    return true;
  };

  if (load.atOnce !== undefined) {
    const again = () => void next(() => clock.after(0, again));
    for (let one = 0; one < load.atOnce; one += 1) clock.after(chance.next(), again);
    return;
  }
  const meanMs = 1_000 / (load.perSecond ?? 1);
  const arrive = () => {
    if (next(() => undefined)) clock.after(chance.exponential(meanMs), arrive);
  };
  clock.after(chance.exponential(meanMs), arrive);
}
