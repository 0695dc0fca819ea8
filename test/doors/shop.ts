import { contractOf } from '../../lambda/http/contract';
import { KeysUnavailable, TokenRefused, type Verifier } from '../../lambda/identity/verifier';
import { dynamoStockStore } from '../../lambda/inventory/dynamo-stock-store';
import { orderIdOf } from '../../lambda/order/demand';
import { routes } from '../../lambda/routes';
import { openWorld } from '../world';

/** Tokens are names here. */
export const names: Verifier = {
  verify: (token) => {
    if (token === 'expired') return Promise.reject(new TokenRefused('the token has expired'));
    if (token === 'unchecked') return Promise.reject(new KeysUnavailable('the keys cannot be had'));
    return Promise.resolve({ customerId: token, admin: token === 'admin' });
  },
};

/** A shop in its own world. Its carrier has taken the parcel of alice's key `parcel` already, whatever her order says. */
export async function openShop() {
  const world = await openWorld();
  const { db } = world;
  const ids = { made: 0 };
  const newId = () => `id-${(ids.made += 1)}`;
  const stock = dynamoStockStore({ db, table: 'Inventory', now: () => world.now(), newId });
  const shop = { ...world, stock, contract: contractOf(routes) };
  const shipTo = { name: 'Alice', postcode: '10115', address: '1 Main Street' };
  await world.carrier.register({ orderId: orderIdOf('alice', 'parcel'), shipTo, lines: [] });

  return { shop, close: async () => await world.close() };
}
