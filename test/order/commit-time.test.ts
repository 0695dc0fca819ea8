import { limitTime } from '../../lambda/dynamo/time-limit';
import { collectPayment } from '../../lambda/order/collect-payment';
import { cancel as cancelHold, holdAndPay, startPayment, type Policy } from '../../lambda/order/transitions';
import type { HeldOrder } from '../../lambda/order/order';
import { answerLost, type Happening, meet } from '../trouble';
import { openWorld, type TestWorld } from '../world';
import { draftOf, price } from './catalogue';
import { customer, pay, place } from './orders';

let world: TestWorld;
beforeEach(async () => {
  world = await openWorld();
  await world.stock('tea', 5);
});
afterEach(() => world.close());

/** Moments at which a command was sent and answered. */
function watched(happen: Happening) {
  const sent: number[] = [];
  const answered: number[] = [];
  const watch: Happening = async (send) => {
    sent.push(performance.now());
    try {
      return await happen(send);
    } finally {
      answered.push(performance.now());
    }
  };
  return { watch, sent, answered };
}

type Write = () => Promise<{ readonly tries?: { readonly earliest: number; readonly answered: number } }>;

/** The writes that enter `paying`, and the command that each of them sends. */
const entering = {
  'creating an order': [
    'TransactWriteItemsCommand',
    async () => {
      const order = holdAndPay(draftOf('o1'), world.now(), world.policy);
      return () => world.orders.create(order, [price('tea')]) as ReturnType<Write>;
    },
  ],
  'paying for a hold': [
    'UpdateItemCommand',
    async () => {
      const held = await heldOrder();
      return () =>
        world.orders.advance(held, startPayment(held, world.now(), world.policy)) as ReturnType<Write>;
    },
  ],
  'giving a hold back': [
    'TransactWriteItemsCommand',
    async () => {
      const held = await heldOrder();
      return () => world.orders.release(held, cancelHold(held, world.now())) as ReturnType<Write>;
    },
  ],
} as const satisfies Record<string, readonly [string, () => Promise<Write>]>;

async function heldOrder(): Promise<HeldOrder> {
  const { body } = await place(world, 'tea');
  return (await world.orders.find(customer, body.orderId)) as HeldOrder;
}

describe.each(Object.entries(entering))('%s', (_, [command, prepare]) => {
  test.each(['with', 'without'])(
    'may have been done since its first try, once that got no answer: the store knows it again %s its token',
    async (token) => {
      const write = await prepare();
      const { watch, sent, answered } = watched(answerLost);
      meet(world.db, command, watch);
      if (token === 'without') forgetTokens();

      const { tries } = await write();

      expect(tries!.earliest).toBeLessThanOrEqual(sent[0]!);
      expect(tries!.answered).toBeGreaterThanOrEqual(answered[0]!);
    },
  );

  test('was not done before the try that was answered, where those before it were refused', async () => {
    const write = await prepare();
    const refused = watched(() =>
      Promise.reject(Object.assign(new Error('slow'), { name: 'ThrottlingException' })),
    );
    meet(world.db, command, refused.watch);

    const { tries } = await write();

    expect(tries!.earliest).toBeGreaterThanOrEqual(refused.answered[0]!);
  });
});

function forgetTokens(): void {
  world.db.middlewareStack.add(
    (next) => (args) => next({ ...args, input: { ...args.input, ClientRequestToken: undefined } }),
    { step: 'initialize', priority: 'low' },
  );
}

describe('a charge', () => {
  const settle: Policy = { holdSeconds: 600, settleSeconds: 30 };
  const ago = (ms: number) => performance.now() - ms;

  /** Whether the gateway is asked, for an order that entered `paying` so long ago. */
  async function isAsked(earliest: number, answered: number, policy = settle): Promise<boolean> {
    const order = holdAndPay(draftOf('o1'), world.now(), policy);
    await collectPayment({ ...world, policy }, order, { token: 'tok_ok', entered: { earliest, answered } });
    return (await world.entry('o1', 'charge#1')) !== undefined;
  }

  test('starts within a second of the answer', async () => {
    expect(await isAsked(ago(500), ago(500))).toBe(true);
  });

  test('does not start later than a second after the answer', async () => {
    expect(await isAsked(ago(1_100), ago(1_100))).toBe(false);
  });

  test('may start long after the first try, while the deadline is far', async () => {
    expect(await isAsked(ago(8_000), ago(0))).toBe(true);
  });

  test('does not start once the deadline may have begun to ask: it counts from the first try that may have been applied', async () => {
    expect(await isAsked(ago(31_500), ago(0))).toBe(false);
    expect(await isAsked(ago(1_500), ago(0), { ...settle, settleSeconds: 0 })).toBe(false);
  });

  test('does not start where its outcome could no longer be told, which takes up to 6 s', async () => {
    expect(await limitTime(5_900, () => isAsked(ago(0), ago(0)))).toBe(false);
    expect(await limitTime(60_000, () => isAsked(ago(0), ago(0)))).toBe(true);
  });

  test('of an order whose answer was lost once is still made, and once', async () => {
    meet(world.db, 'TransactWriteItemsCommand', answerLost);

    const reply = await place(world, 'tea', { token: 'tok_ok' });

    expect(reply).toMatchObject({ status: 201, body: { status: 'paid' } });
  });

  test.each(['placed', 'paid for'])('of an order that is %s late is left to the deadline', async (how) => {
    const early = <T extends object>(result: T): T => ({
      ...result,
      ...('tries' in result && { tries: { earliest: ago(40_000), answered: ago(0) } }),
    });
    const orders = {
      ...world.orders,
      create: async (...of: Parameters<typeof world.orders.create>) =>
        early(await world.orders.create(...of)),
      advance: (async (from: HeldOrder, next: HeldOrder) =>
        early(await world.orders.advance(from, next))) as typeof world.orders.advance,
    };
    const slow = { ...world, orders };

    const reply =
      how === 'placed'
        ? await place(slow, 'tea', { token: 'tok_ok' })
        : await pay(slow, (await place(world, 'tea')).body.orderId);

    expect(reply).toMatchObject({
      status: 202,
      body: { status: 'paying', payment: { lastError: 'unknown' } },
    });
    expect((await world.books.ledger()).charges).toEqual([]);
  });
});
