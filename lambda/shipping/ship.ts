import { leavePaid } from '../order/leave-paid';
import type { PaidOrder, Shipment } from '../order/order';
import { countRefusal, markShipped, MOST_REFUSALS } from '../order/transitions';
import { refundWithdrawn, takeBack } from '../payment/refund';
import type { World } from '../world';
import { pauseAfter, pauseLeft } from './refusal-pause';

export type Shipping = Pick<World, 'orders' | 'payments' | 'carrier' | 'now' | 'observer'>;

/** `done` needs nothing more; the others want another try: `refused` after so many seconds, `unknown` ever later. */
export type ShipOutcome =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'unknown' }
  | { readonly outcome: 'refused'; readonly waitSeconds: number };

const done = { outcome: 'done' } as const;

/** Hands a paid order to the carrier. Safe to repeat and to race: the carrier registers once, the order's version decides who writes. */
export async function ship(world: Shipping, order: PaidOrder): Promise<ShipOutcome> {
  if (order.refusals >= MOST_REFUSALS) return giveUp(world, order);
  const waitSeconds = pauseLeft(order, world.now());
  if (waitSeconds > 0) return { outcome: 'refused', waitSeconds }; // another message met a refusal a moment ago

  const register = await world.carrier.register(order);
  switch (register.answer) {
    case 'registered':
      return markAsShipped(world, order, {
        carrier: world.carrier.name,
        trackingCode: register.trackingCode,
      });
    case 'withdrawn':
      await refundWithdrawn(world, order); // whoever withdrew may have stopped there
      return done;
    case 'refused':
      return refused(world, order);
    case 'unknown':
      world.observer.count('shipment_unknown');
      return { outcome: 'unknown' };
  }
}

async function markAsShipped(world: Shipping, order: PaidOrder, shipment: Shipment): Promise<ShipOutcome> {
  const saved = await leavePaid(order, (paid) =>
    world.orders.advance(paid, markShipped(paid, shipment, world.now())),
  );
  if (saved.saved) world.observer.count('shipped');

  return done;
}

/** Each refusal is counted once, by the order itself: of two workers that met the same one, the second finds it counted. */
async function refused(world: Shipping, order: PaidOrder): Promise<ShipOutcome> {
  world.observer.count('shipment_refused');
  const { order: counted } = await world.orders.advance(order, countRefusal(order, world.now()));
  if (counted.status !== 'paid') return done;
  if (counted.refusals >= MOST_REFUSALS) return giveUp(world, counted);

  return { outcome: 'refused', waitSeconds: pauseAfter(counted.refusals) };
}

/** The carrier is not asked to register again, so that nothing grows while its withdrawal gets no answer. */
async function giveUp(world: Shipping, order: PaidOrder): Promise<ShipOutcome> {
  const left = await takeBack(world, order);
  return left.status === 'paid' ? { outcome: 'unknown' } : done;
}
