import { audit } from '../../lambda/audit/audit';
import { customer, place } from '../order/orders';
import { openWorld, type TestWorld } from '../world';
import { tamper } from './tamper';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
  await world.stock('tea', 1_000);
});
afterAll(() => world.close());

/** Each case is looked at by itself, among the orders of the others. */
async function findingsOf(orderId: string) {
  const { orders, payments } = await audit(world.books, world.now);
  const of = <T extends { orderId: string }>(all: readonly T[]) =>
    all.filter((one) => one.orderId === orderId);
  return { orders: of(orders), payments: of(payments) };
}

const buy = async () => (await place(world, 'tea', { token: 'tok_ok', quantity: 2 })).body.orderId;
const holdOne = async () => (await place(world, 'tea', { quantity: 2 })).body.orderId;
const order = (orderId: string, name: string, value: unknown) =>
  tamper(world, { table: 'Orders', key: { customerId: customer, orderId } }, [name, value]);
const charge = (orderId: string, attempt: number, amount = 500, currency = 'EUR') =>
  world.payments.charge(
    { reference: `${orderId}/${attempt}`, amount, currency, customerId: customer },
    'tok_ok',
  );
const register = (orderId: string) =>
  world.carrier.register({ orderId, shipTo: { name: '', postcode: '', address: '' }, lines: [] });
async function shipped(trackingCode?: string): Promise<string> {
  const orderId = await buy();
  const answer = await register(orderId);
  const registered = answer.answer === 'registered' ? answer.trackingCode : '';
  await order(orderId, 'shipment', { carrier: 'sandbox', trackingCode: trackingCode ?? registered });
  await order(orderId, 'status', 'shipped');
  return orderId;
}
async function over(status: string): Promise<string> {
  const orderId = await buy();
  await order(orderId, 'status', status);
  return orderId;
}

test.each<[string, () => Promise<string>]>([
  ['paid', buy],
  ['held', holdOne],
  ['shipped', () => shipped()],
  [
    'paid, and just registered',
    async () => {
      const orderId = await buy();
      await register(orderId);
      return orderId;
    },
  ],
  [
    'paid by its second card, the first being declined',
    async () => {
      const { body } = await place(world, 'tea', { token: 'tok_declined', quantity: 2 });
      await order(body.orderId, 'status', 'paid');
      await order(body.orderId, 'payment', { attempts: 2 });
      await order(body.orderId, 'refusals', 0);
      await charge(body.orderId, 2);
      return body.orderId;
    },
  ],
  [
    'refunded, and its parcel withdrawn',
    async () => {
      const orderId = await over('refunded');
      await world.carrier.withdraw(orderId);
      await world.payments.refund(`${orderId}/1`);
      return orderId;
    },
  ],
  [
    'paying, and charged already',
    async () => (await place(world, 'tea', { token: 'tok_timeout_charged' })).body.orderId,
  ],
])('an order that is %s contradicts nothing', async (_, make) => {
  expect(await findingsOf(await make())).toEqual({ orders: [], payments: [] });
});

test.each<[string, () => Promise<string>, string]>([
  [
    'total',
    async () => {
      const orderId = await buy();
      await order(orderId, 'lines', [{ sku: 'tea', quantity: 2, unitPrice: 249 }]);
      return orderId;
    },
    'the total is 500, its lines add up to 498',
  ],
  [
    'not_registered',
    async () => {
      const orderId = await buy();
      await order(orderId, 'shipment', { carrier: 'sandbox', trackingCode: 'SBX1' });
      await order(orderId, 'status', 'shipped');
      return orderId;
    },
    'the order is shipped as SBX1, the carrier has nothing',
  ],
  ['not_registered', () => shipped('SBX2'), 'the order is shipped as SBX2, the carrier has SBX'],
  [
    'registered_but_not_shipped',
    async () => {
      const orderId = await holdOne();
      await register(orderId);
      return orderId;
    },
    'the carrier has the parcel, the order is held',
  ],
])('an order is found to be wrong: %s', async (wrong, make, detail) => {
  const orderId = await make();

  const { orders } = await findingsOf(orderId);

  expect(orders).toEqual([{ orderId, wrong, detail: expect.stringContaining(detail) as string }]);
});

test('what no order stands behind is found while it is open: a charge that was made, a parcel that is registered', async () => {
  await charge('ghost', 1);
  await charge('ghost', 2);
  await world.payments.refund('ghost/2');
  await world.payments.charge(
    { reference: 'ghost/3', amount: 1, currency: 'EUR', customerId: 'x' },
    'tok_declined',
  );
  await register('ghost');
  await world.carrier.withdraw('shadow');

  expect(await findingsOf('ghost')).toMatchObject({
    orders: [{ wrong: 'no_order' }],
    payments: [{ wrong: 'no_order', reference: 'ghost/1' }],
  });
  expect(await findingsOf('shadow')).toEqual({ orders: [], payments: [] });
});
