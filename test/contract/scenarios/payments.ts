import { orderIn, orderInProblem, problemIn } from '../shapes';
import type { Answer } from '../http';
import { scenario, type Scenario } from '../scenario';
import {
  atOnce,
  available,
  becomes,
  cancel,
  comesBack,
  events,
  pay,
  place,
  placed,
  read,
  refused,
  stocked,
  told,
} from '../shopping';

/** A machine that is busy with other tests may not give a call its 3 s: then it is tried again with a new order. */
async function placedInTime(placeOne: () => Promise<Answer>): Promise<Answer> {
  let answer = await placeOne();
  for (let tries = 1; answer.status === 202 && tries < 3; tries += 1) answer = await placeOne();
  return answer;
}

export const payments: readonly Scenario[] = [
  scenario('a declined card leaves the hold, and another card pays for it', async (shop) => {
    const sku = await stocked(shop, 1);
    const customer = await shop.customer();

    const declined = await place(customer, [{ sku, quantity: 1 }], { token: 'tok_declined' });
    const held = orderInProblem(refused(declined, 402, 'payment_declined'));
    const leftMeanwhile = await available(shop, sku);
    const paid = orderIn(told(await pay(customer, held.orderId, 'tok_ok'), 200));

    expect(held).toMatchObject({ status: 'held', payment: { attempts: 1 } });
    expect(events(held).filter((event) => event === 'declined')).toHaveLength(1);
    expect(leftMeanwhile).toBe(0);
    expect(paid).toMatchObject({ status: 'paid', payment: { attempts: 2 } });
    expect(paid.version).toBeGreaterThan(held.version);
    expect(events(paid)).toEqual(['paying', 'declined', 'held', 'paying', 'paid']);
  }),

  scenario('the third decline cancels the order and gives the stock back', async (shop) => {
    const sku = await stocked(shop, 1);
    const customer = await shop.customer();
    const { orderId } = await placed(customer, [{ sku, quantity: 1 }]);

    const first = orderInProblem(
      refused(await pay(customer, orderId, 'tok_declined'), 402, 'payment_declined'),
    );
    const second = orderInProblem(
      refused(await pay(customer, orderId, 'tok_declined'), 402, 'payment_declined'),
    );
    const third = orderInProblem(
      refused(await pay(customer, orderId, 'tok_declined'), 402, 'payment_declined'),
    );

    expect([first.status, second.status, third.status]).toEqual(['held', 'held', 'cancelled']);
    expect(third.payment?.attempts).toBe(3);
    expect(events(third).filter((event) => event === 'declined')).toHaveLength(3);
    expect(events(third).at(-1)).toBe('cancelled');
    expect(await available(shop, sku)).toBe(1);
    const late = await pay(customer, orderId, 'tok_ok');
    expect(orderInProblem(refused(late, 409, 'not_payable')).status).toBe('cancelled');
  }),

  scenario('an order that is paid is not charged again', async (shop) => {
    const sku = await stocked(shop, 1);
    const customer = await shop.customer();
    const { orderId } = await placed(customer, [{ sku, quantity: 1 }], { token: 'tok_ok' });

    const whilePaid = orderIn(told(await pay(customer, orderId, 'tok_ok'), 200));
    await becomes(customer, orderId, 'shipped');
    const onceShipped = orderIn(told(await pay(customer, orderId, 'tok_declined'), 200));

    expect(whilePaid.payment?.attempts).toBe(1);
    expect(onceShipped).toMatchObject({ status: 'shipped', payment: { attempts: 1 } });
  }),

  scenario('ten payments of one held order at once: one charge', async (shop) => {
    const sku = await stocked(shop, 1);
    const customer = await shop.customer();
    const { orderId } = await placed(customer, [{ sku, quantity: 1 }]);

    const answers = await atOnce(10, () => pay(customer, orderId, 'tok_ok'));

    for (const answer of answers) {
      if (answer.status === 409)
        expect(problemIn(refused(answer, 409, 'payment_in_progress')).retryable).toBe(true);
      else told(answer, 200, 202);
    }
    expect((await becomes(customer, orderId, 'shipped')).payment?.attempts).toBe(1);
  }),

  scenario('a gateway that fails once is asked once more, and a slow one is waited for', async (shop) => {
    const sku = await stocked(shop, 6);
    const customer = await shop.customer();

    const answers = await Promise.all(
      ['tok_error_once', 'tok_slow'].map(
        async (token) => await placedInTime(() => place(customer, [{ sku, quantity: 1 }], { token })),
      ),
    );

    for (const answer of answers) {
      expect(orderIn(told(answer, 201))).toMatchObject({ status: 'paid', payment: { attempts: 1 } });
    }
  }),

  scenario(
    'a payment whose answer was lost is 202, can be neither paid nor cancelled, and is found to be charged',
    async (shop) => {
      const sku = await stocked(shop, 1);
      const customer = await shop.customer();

      const answer = await place(customer, [{ sku, quantity: 1 }], { token: 'tok_timeout_charged' });
      const order = orderIn(told(answer, 202));
      const second = await pay(customer, order.orderId, 'tok_ok');
      const cancelled = await cancel(customer, order.orderId);
      const leftMeanwhile = await available(shop, sku);
      const settled = await becomes(customer, order.orderId, 'paid', 'shipped');

      expect(order.status).toBe('paying');
      expect(events(order)).toContain('unknown');
      for (const refusal of [second, cancelled]) {
        const problem = problemIn(refused(refusal, 409, 'payment_in_progress'));
        expect(problem.retryable).toBe(true);
        expect(orderInProblem(refusal).status).toBe('paying');
      }
      expect(leftMeanwhile).toBe(0);
      expect(settled.payment?.attempts).toBe(1);
      await becomes(customer, order.orderId, 'shipped');
    },
  ),

  scenario(
    'a payment that never arrived is void, the hold is there again, and another card pays',
    async (shop) => {
      const sku = await stocked(shop, 1);
      const customer = await shop.customer();
      const { orderId } = await placed(customer, [{ sku, quantity: 1 }]);

      const unknown = orderIn(told(await pay(customer, orderId, 'tok_timeout_not_charged'), 202));
      const held = await becomes(customer, orderId, 'held');
      const paid = orderIn(told(await pay(customer, orderId, 'tok_ok'), 200));

      expect(unknown.status).toBe('paying');
      expect(events(held)).toEqual(['held', 'paying', 'unknown', 'void', 'held']);
      expect(held.payment?.attempts).toBe(1);
      expect(paid).toMatchObject({ status: 'paid', payment: { attempts: 2 } });
    },
  ),

  scenario(
    'three voids are three attempts: the order is cancelled and the stock comes back',
    async (shop) => {
      const sku = await stocked(shop, 1);
      const customer = await shop.customer();
      const { orderId } = await placed(customer, [{ sku, quantity: 1 }], {
        token: 'tok_timeout_not_charged',
      });
      await becomes(customer, orderId, 'held');

      refused(await pay(customer, orderId, 'tok_declined'), 402, 'payment_declined');
      const last = await pay(customer, orderId, 'tok_declined');

      expect(orderInProblem(refused(last, 402, 'payment_declined')).status).toBe('cancelled');
      await comesBack(shop, sku, 1);
    },
  ),

  scenario('a replay of an order whose payment is unknown is 202 too', async (shop) => {
    const sku = await stocked(shop, 1);
    const customer = await shop.customer();
    const again = { key: `key-${sku}`, token: 'tok_timeout_charged' };

    const first = place(customer, [{ sku, quantity: 1 }], again);
    const order = orderIn(told(await first, 202));
    const replay = await place(customer, [{ sku, quantity: 1 }], again);

    expect(replay.headers['idempotent-replayed']).toBe('true');
    told(replay, orderIn(replay).status === 'paying' ? 202 : 200);
    expect((await read(customer, order.orderId)).orderId).toBe(orderIn(replay).orderId);
  }),
];
