import { orderIn, orderShape, pageIn, type Order } from '../shapes';
import { scenario, type Scenario } from '../scenario';
import type { Caller } from '../shop';
import { available, cancel, place, placed, refused, stocked, told } from '../shopping';

export const selling: readonly Scenario[] = [
  scenario(
    'sixty buyers want twenty units at once: twenty orders, forty refusals, nothing left',
    async (shop) => {
      const sku = await stocked(shop, 20);
      const buyers = await Promise.all(Array.from({ length: 60 }, async () => await shop.customer('buyer')));

      const answers = await Promise.all(
        buyers.map(async (buyer) => await place(buyer, [{ sku, quantity: 1 }])),
      );

      const sold = answers.filter(({ status }) => status === 201 || (shop.faulty && status === 200));
      for (const answer of answers.filter((one) => !sold.includes(one)))
        refused(answer, 409, 'insufficient_stock');
      expect(sold).toHaveLength(20);
      expect(await available(shop, sku)).toBe(0);
    },
  ),

  scenario('two buyers racing for the last unit with cards in hand: one order, one refusal', async (shop) => {
    for (let round = 0; round < 5; round += 1) {
      const sku = await stocked(shop, 1);
      const buyers = await Promise.all([shop.customer(), shop.customer()]);

      const answers = await Promise.all(
        buyers.map(async (buyer) => await place(buyer, [{ sku, quantity: 1 }], { token: 'tok_ok' })),
      );

      const sold = answers.filter(({ status }) => status !== 409);
      expect(sold).toHaveLength(1);
      refused(
        answers.find(({ status }) => status === 409)!,
        409,
        'insufficient_stock',
      );
    }
  }),

  scenario('orders of two skus in crossing order sell out both and block nobody', async (shop) => {
    const [a, b] = await Promise.all([stocked(shop, 15), stocked(shop, 15)]);
    const buyers = await Promise.all(Array.from({ length: 30 }, async () => await shop.customer('buyer')));

    const answers = await Promise.all(
      buyers.map(async (buyer, n) => {
        const skus = n % 2 === 0 ? [a, b] : [b, a];
        return await place(
          buyer,
          skus.map((sku) => ({ sku, quantity: 1 })),
        );
      }),
    );

    for (const answer of answers) if (answer.status === 409) refused(answer, 409, 'insufficient_stock');
    expect(answers.filter(({ status }) => status !== 409)).toHaveLength(15);
    expect([await available(shop, a), await available(shop, b)]).toEqual([0, 0]);
  }),

  scenario('no unit is stranded: what one buyer gives back, the next one gets', async (shop) => {
    const sku = await stocked(shop, 1);

    for (let turn = 0; turn < 5; turn += 1) {
      const [buyer, other] = await Promise.all([shop.customer(), shop.customer()]);
      const { orderId } = await placed(buyer, [{ sku, quantity: 1 }]);
      refused(await place(other, [{ sku, quantity: 1 }]), 409, 'insufficient_stock');
      told(await cancel(buyer, orderId), 200);
    }

    const last = await placed(await shop.customer(), [{ sku, quantity: 1 }]);
    expect(last.status).toBe('held');
  }),

  scenario(
    'a customer lists own orders, newest first, page by page, and each is as it was placed',
    async (shop) => {
      const sku = await stocked(shop, 10);
      const customer = await shop.customer();
      const orders: Order[] = [];
      for (let n = 0; n < 5; n += 1) orders.push(await placed(customer, [{ sku, quantity: 1 }]));

      const pages = await allPages(customer, 2);

      expect(pages.map((page) => page.length)).toEqual([2, 2, 1]);
      expect(pages.flat()).toEqual([...orders].reverse());
    },
  ),

  scenario(
    'an order that was just placed is in the list, and by its id, with the same contents',
    async (shop) => {
      const sku = await stocked(shop, 10);
      const customer = await shop.customer();

      const order = await placed(customer, [{ sku, quantity: 1 }]);

      expect(orderIn(await customer.get(`/orders/${order.orderId}`))).toEqual(order);
      expect(pageIn(await customer.get('/orders'), 'orders', orderShape).items).toEqual([order]);
    },
  ),
];

async function allPages(customer: Caller, limit: number): Promise<Order[][]> {
  const pages: Order[][] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page = pageIn(
      told(await customer.get(`/orders?limit=${limit}${query}`), 200),
      'orders',
      orderShape,
    );

    if (page.items.length > 0) pages.push(page.items);
    cursor = page.cursor;
  }
  return pages;
}
