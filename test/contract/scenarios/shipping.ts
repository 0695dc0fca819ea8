import { orderIn, orderInProblem, type Order } from '../shapes';
import { scenario, type Scenario } from '../scenario';
import {
  atOnce,
  available,
  becomes,
  cancel,
  comesBack,
  events,
  eventsIn,
  pay,
  placed,
  read,
  refused,
  stocked,
  told,
} from '../shopping';

export const shipping: readonly Scenario[] = [
  scenario('a paid order is shipped with a carrier and a tracking code', async (shop) => {
    const sku = await stocked(shop, 3);
    const customer = await shop.customer();
    const { orderId, version } = await placed(customer, [{ sku, quantity: 1 }], { token: 'tok_ok' });

    const shipped = await becomes(customer, orderId, 'shipped');

    expect(shipped.shipment).toBeDefined();
    expect(eventsIn(shop, shipped)).toEqual(['paying', 'paid', 'shipped']);
    expect(shipped.version).toBeGreaterThan(version);
    expectInOrder(shipped);
    expect(await available(shop, sku)).toBe(2);
  }),

  scenario(
    'a carrier that refuses twice ships in the end, and each refusal is in the timeline',
    async (shop) => {
      const sku = await stocked(shop, 1);
      const customer = await shop.customer();
      const { orderId } = await placed(customer, [{ sku, quantity: 1 }], {
        token: 'tok_ok',
        postcode: 'FAIL-2',
      });

      const shipped = await becomes(customer, orderId, 'shipped', 'refunding', 'refunded');

      expect(eventsIn(shop, shipped)).toEqual([
        'paying',
        'paid',
        'shipping_failed',
        'shipping_failed',
        'shipped',
      ]);
    },
  ),

  scenario('a carrier that always refuses ends in a refund, and the stock comes back', async (shop) => {
    const sku = await stocked(shop, 1);
    const customer = await shop.customer();
    const { orderId } = await placed(customer, [{ sku, quantity: 1 }], {
      token: 'tok_ok',
      postcode: 'FAIL-ALWAYS',
    });

    const refunded = await becomes(customer, orderId, 'refunded');

    expect(refunded.shipment).toBeUndefined();
    expect(events(refunded).filter((event) => event === 'shipping_failed')).toHaveLength(5);
    expect(events(refunded).slice(-2)).toEqual(['refunding', 'refunded']);
    await comesBack(shop, sku, 1);
  }),

  scenario('a carrier that cannot be reached refunds nobody and ships when it is back', async (shop) => {
    const sku = await stocked(shop, 1);
    const customer = await shop.customer();
    const { orderId } = await placed(customer, [{ sku, quantity: 1 }], {
      token: 'tok_ok',
      postcode: 'DOWN-2',
    });

    const shipped = await becomes(customer, orderId, 'shipped', 'refunding', 'refunded');

    expect(shipped.status).toBe('shipped');
    expect(events(shipped)).not.toContain('refunding');
  }),

  scenario(
    'a held order that is cancelled gives its stock back once, however often it is cancelled',
    async (shop) => {
      const sku = await stocked(shop, 5);
      const customer = await shop.customer();
      const { orderId } = await placed(customer, [{ sku, quantity: 3 }]);

      const answers = await atOnce(20, () => cancel(customer, orderId));
      const late = await cancel(customer, orderId);

      for (const answer of [...answers, late]) {
        expect(orderIn(told(answer, 200))).toMatchObject({ orderId, status: 'cancelled' });
      }
      expect(await available(shop, sku)).toBe(5);
      expect(events(orderIn(late))).toEqual(['held', 'cancelled']);
      expect(
        orderInProblem(refused(await pay(customer, orderId, 'tok_ok'), 409, 'not_payable')).orderId,
      ).toBe(orderId);
    },
  ),

  scenario(
    'a paid order that is cancelled before it leaves is refunded, and its stock comes back',
    async (shop) => {
      const sku = await stocked(shop, 2);
      const customer = await shop.customer();
      const { orderId } = await placed(customer, [{ sku, quantity: 2 }], {
        token: 'tok_ok',
        postcode: 'FAIL-ALWAYS',
      });

      const ended = orderIn(told(await cancel(customer, orderId), 200));
      const refunded = await becomes(customer, orderId, 'refunded');

      expect(['refunding', 'refunded']).toContain(ended.status);
      expect(refunded.shipment).toBeUndefined();
      await comesBack(shop, sku, 2);
      expect(orderIn(told(await cancel(customer, orderId), 200)).status).toBe('refunded');
      refused(await pay(customer, orderId, 'tok_ok'), 409, 'not_payable');
    },
  ),

  scenario('a refund that fails once is made in the end', async (shop) => {
    const sku = await stocked(shop, 1);
    const customer = await shop.customer();
    const placing = { token: 'tok_refund_fails_once', postcode: 'FAIL-ALWAYS' };
    const { orderId } = await placed(customer, [{ sku, quantity: 1 }], placing);

    const ended = orderIn(told(await cancel(customer, orderId), 200));
    const refunded = await becomes(customer, orderId, 'refunded');

    expect(['refunding', 'refunded']).toContain(ended.status);
    expect(events(refunded).slice(-2)).toEqual(['refunding', 'refunded']);
    await comesBack(shop, sku, 1);
  }),

  scenario('what has left the house cannot be cancelled', async (shop) => {
    const sku = await stocked(shop, 1);
    const customer = await shop.customer();
    const { orderId } = await placed(customer, [{ sku, quantity: 1 }], { token: 'tok_ok' });
    const shipped = await becomes(customer, orderId, 'shipped');

    const answer = await cancel(customer, orderId);

    expect(orderInProblem(refused(answer, 409, 'not_cancellable'))).toEqual(shipped);
    expect(await available(shop, sku)).toBe(0);
  }),

  scenario('cancelling while the parcel is packed: shipped or refunded, and never both', async (shop) => {
    const sku = await stocked(shop, 30);
    const customers = await Promise.all(Array.from({ length: 30 }, async () => await shop.customer()));

    const ends = await Promise.all(
      customers.map(async (customer, n) => {
        const { orderId } = await placed(customer, [{ sku, quantity: 1 }], { token: 'tok_ok' });
        await new Promise((resolve) => setTimeout(resolve, n * 4));
        const answer = await cancel(customer, orderId);
        if (answer.status === 409) refused(answer, 409, 'not_cancellable');
        else told(answer, 200);
        return await becomes(customer, orderId, 'shipped', 'refunded');
      }),
    );

    for (const order of ends) expect(order.shipment !== undefined).toBe(order.status === 'shipped');
    const shipped = ends.filter(({ status }) => status === 'shipped').length;
    await comesBack(shop, sku, 30 - shipped);
  }),

  scenario('paying and cancelling at once: one of them wins, whole', async (shop) => {
    const sku = await stocked(shop, 10);
    const customer = await shop.customer();

    const ends = await atOnce(10, async () => {
      const { orderId } = await placed(customer, [{ sku, quantity: 1 }]);
      await Promise.all([pay(customer, orderId, 'tok_ok'), cancel(customer, orderId)]);
      return await becomes(customer, orderId, 'shipped', 'cancelled', 'refunded');
    });

    const kept = ends.filter(({ status }) => status === 'shipped').length;
    await comesBack(shop, sku, 10 - kept);
    for (const order of ends) expect(await read(customer, order.orderId)).toEqual(order);
  }),
];

function expectInOrder({ timeline, createdAt }: Order): void {
  const times = timeline.map(({ at }) => Date.parse(at));

  expect(times[0]).toBeGreaterThanOrEqual(Date.parse(createdAt));
  expect([...times].sort((a, b) => a - b)).toEqual(times);
}
