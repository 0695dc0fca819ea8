import type { Call, Reply } from '../http/route';
import type { World } from '../world';
import { accept } from './accept';
import { collectPayment } from './collect-payment';
import { merge, orderIdOf, requestHash, requestHashWithToken } from './demand';
import type { Order } from './order';
import { assertToken, collected, keyReused, replayed, showing } from './order-replies';
import type { PlaceOrderBody } from './order-schemas';

export type PlacingWorld = Pick<World, 'orders' | 'prices' | 'payments' | 'policy' | 'now' | 'observer'>;

/** `POST /orders`: holds the goods the moment the button is pressed, and takes the payment where a token came with it. */
export async function placeOrder(world: PlacingWorld, call: Call<PlaceOrderBody>): Promise<Reply> {
  const { lines, shipTo, payment } = call.body;
  assertToken(world.payments, 'payment.token', payment?.token);
  const demands = merge(lines);
  const hash = requestHash(demands, shipTo, payment !== undefined);

  const accepted = await accept(world, {
    customerId: call.customerId,
    orderId: orderIdOf(call.customerId, call.key),
    requestHash: hash,
    demands,
    shipTo,
    pays: payment !== undefined,
  });
  if (accepted.outcome === 'exists') {
    return replayOf(accepted.order, [hash, requestHashWithToken(demands, shipTo, payment?.token)]);
  }

  world.observer.count('accepted');
  const { order, entered } = accepted;
  if (order.status === 'held' || !payment) return showing(order, 201);
  return collected(await collectPayment(world, order, { token: payment.token, entered }), 201);
}

function replayOf(order: Order, hashes: readonly string[]): Reply {
  if (!hashes.includes(order.requestHash)) throw keyReused();

  return replayed(order);
}
