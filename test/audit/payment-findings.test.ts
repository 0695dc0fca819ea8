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
const entry = (orderId: string, key: string, name: string, value: unknown) =>
  tamper(world, { table: 'Sandbox', key: { orderId, entry: key } }, [name, value]);
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

test.each<[string, () => Promise<string>, number, string]>([
  [
    'charged_twice',
    async () => {
      const orderId = await buy();
      await charge(orderId, 2);
      return orderId;
    },
    2,
    'a second charge of one order',
  ],
  [
    'amount',
    async () => {
      const orderId = await buy();
      await entry(orderId, 'charge#1', 'amount', 499);
      return orderId;
    },
    1,
    'charged 499 EUR of 500 EUR',
  ],
  [
    'amount',
    async () => {
      const orderId = await buy();
      await entry(orderId, 'charge#1', 'currency', 'USD');
      return orderId;
    },
    1,
    'charged 500 USD of 500 EUR',
  ],
  ['not_refunded', () => over('cancelled'), 1, 'the order is cancelled'],
  ['not_refunded', () => over('expired'), 1, 'the order is expired'],
  ['not_refunded', () => over('refunded'), 1, 'the order is refunded'],
  [
    'refunded_but_kept',
    async () => {
      const orderId = await shipped();
      await world.payments.refund(`${orderId}/1`);
      return orderId;
    },
    1,
    'refunded, the order is shipped',
  ],
  [
    'refunded_but_kept',
    async () => {
      const orderId = await buy();
      await world.payments.refund(`${orderId}/1`);
      return orderId;
    },
    1,
    'refunded, the order is paid',
  ],
  [
    'not_paid',
    async () => {
      const orderId = await holdOne();
      await charge(orderId, 1);
      return orderId;
    },
    1,
    'charged, the order is held',
  ],
  [
    'not_paid',
    async () => {
      const { body } = await place(world, 'tea', { token: 'tok_timeout_charged', quantity: 2 });
      await order(body.orderId, 'payment', { attempts: 1 });
      return body.orderId;
    },
    1,
    'charged, the order is paying',
  ],
  [
    'not_charged',
    async () => {
      const orderId = await buy();
      await entry(orderId, 'charge#1', 'outcome', 'declined');
      return orderId;
    },
    1,
    'nothing was charged, the order is paid',
  ],
  [
    'not_charged',
    async () => {
      const orderId = await shipped();
      await entry(orderId, 'charge#1', 'outcome', 'void');
      return orderId;
    },
    1,
    'nothing was charged, the order is shipped',
  ],
])('a payment is found to be wrong: %s', async (wrong, make, attempt, detail) => {
  const orderId = await make();

  const { payments } = await findingsOf(orderId);

  expect(payments).toEqual([
    { orderId, reference: `${orderId}/${attempt}`, wrong, detail: expect.stringContaining(detail) as string },
  ]);
});

test('each charge of an order that is over is to be given back, the second one too', async () => {
  const orderId = await over('cancelled');
  await charge(orderId, 2);

  const { payments } = await findingsOf(orderId);

  expect(payments.map(({ wrong, reference }) => `${wrong} ${reference.slice(-1)}`).sort()).toEqual([
    'charged_twice 2',
    'not_refunded 1',
    'not_refunded 2',
  ]);
});
