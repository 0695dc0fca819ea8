import { orderInProblem } from '../shapes';
import { scenario, type Scenario } from '../scenario';
import {
  becomes,
  cancel,
  comesBack,
  events,
  pay,
  place,
  placed,
  refused,
  replayed,
  stocked,
  told,
} from '../shopping';
import { orderIn } from '../shapes';

/** For a shop whose holds last a second or two. */
export const holds: readonly Scenario[] = [
  scenario('a hold that nobody pays expires, and the next buyer gets the unit', async (shop) => {
    const sku = await stocked(shop, 1);
    const [first, second] = await Promise.all([shop.customer(), shop.customer()]);

    const { orderId } = await placed(first, [{ sku, quantity: 1 }]);
    refused(await place(second, [{ sku, quantity: 1 }]), 409, 'insufficient_stock');
    const expired = await becomes(first, orderId, 'expired');
    await comesBack(shop, sku, 1);

    expect(events(expired)).toEqual(['held', 'expired']);
    expect(orderInProblem(refused(await pay(first, orderId, 'tok_ok'), 409, 'not_payable')).status).toBe(
      'expired',
    );
    expect(orderIn(told(await cancel(first, orderId), 200)).status).toBe('expired');
    expect((await placed(second, [{ sku, quantity: 1 }], { token: 'tok_ok' })).status).toBe('paid');
  }),

  scenario('a hold after its end cannot be paid, whether it has been released yet or not', async (shop) => {
    const sku = await stocked(shop, 1);
    const customer = await shop.customer();
    const { orderId, expiresAt = '' } = await placed(customer, [{ sku, quantity: 1 }]);
    await new Promise((resolve) => setTimeout(resolve, Date.parse(expiresAt) - Date.now() + 5));

    const answer = await pay(customer, orderId, 'tok_ok');

    const order = orderInProblem(refused(answer, 409, 'not_payable'));
    expect(['held', 'expired']).toContain(order.status);
    await comesBack(shop, sku, 1);
  }),

  scenario('a declined order expires like any other', async (shop) => {
    const sku = await stocked(shop, 1);
    const customer = await shop.customer();
    const answer = await place(customer, [{ sku, quantity: 1 }], { token: 'tok_declined' });
    const { orderId } = orderInProblem(refused(answer, 402, 'payment_declined'));

    await becomes(customer, orderId, 'expired');

    await comesBack(shop, sku, 1);
  }),

  scenario(
    'stock is not released while a payment is unknown: charged in the end, and shipped',
    async (shop) => {
      const sku = await stocked(shop, 1);
      const customer = await shop.customer();
      const placing = { token: 'tok_timeout_charged' };

      const order = orderIn(told(await place(customer, [{ sku, quantity: 1 }], placing), 202));
      const shipped = await becomes(customer, order.orderId, 'shipped', 'expired', 'refunded', 'cancelled');

      expect(events(shipped)).toEqual(['paying', 'unknown', 'paid', 'shipped']);
    },
  ),

  scenario(
    'a void payment whose hold is over by then ends in expired, and the stock comes back',
    async (shop) => {
      const sku = await stocked(shop, 1);
      const customer = await shop.customer();
      const placing = { token: 'tok_timeout_not_charged' };

      const order = orderIn(told(await place(customer, [{ sku, quantity: 1 }], placing), 202));
      const ended = await becomes(customer, order.orderId, 'expired', 'held', 'paid');

      expect(events(ended)).toEqual(['paying', 'unknown', 'void', 'expired']);
      await comesBack(shop, sku, 1);
    },
  ),

  scenario('a replay after the hold has ended shows the expired order and buys nothing', async (shop) => {
    const sku = await stocked(shop, 1);
    const customer = await shop.customer();
    const key = `key-${sku}`;
    const { orderId } = await placed(customer, [{ sku, quantity: 1 }], { key });
    await becomes(customer, orderId, 'expired');

    const again = await place(customer, [{ sku, quantity: 1 }], { key });

    expect(replayed(told(again, 200))).toBe(true);
    expect(orderIn(again)).toMatchObject({ orderId, status: 'expired' });
    await comesBack(shop, sku, 1);
  }),

  scenario('many holds end at once and every unit is for sale again', async (shop) => {
    const sku = await stocked(shop, 40);
    const buyers = await Promise.all(Array.from({ length: 40 }, async () => await shop.customer('buyer')));

    await Promise.all(buyers.map(async (buyer) => await placed(buyer, [{ sku, quantity: 1 }])));

    await comesBack(shop, sku, 40);
  }),
];
