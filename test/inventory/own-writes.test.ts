import { cup, isNew, openShop, type Shop } from './shop';

let shop: Shop;
beforeEach(async () => (shop = await openShop()));
afterEach(() => shop.close());

const goodsIn = { quantity: 10, reason: 'goods in' };

/** The next command of this name is done and then not answered; until it is sent again, something else may happen. */
function loseAnswer(command: string, meanwhile: () => Promise<unknown> = () => Promise.resolve()) {
  trouble(command, async (send) => {
    await send();
    await meanwhile();
    throw Object.assign(new Error('no answer'), { name: 'TimeoutError' });
  });
}

/** What happens to the next command of this name in place of being sent. */
function trouble(command: string, happen: (send: () => Promise<unknown>) => Promise<never>, times = 1) {
  let left = times;
  shop.db.middlewareStack.add(
    (next, context) => async (args) => {
      if (context.commandName !== command || left === 0) return next(args);
      left -= 1;
      return happen(() => next(args));
    },
    { step: 'initialize' },
  );
}

test('a product whose answer was lost is told created', async () => {
  loseAnswer('PutItemCommand');

  const { status, body } = await shop.put('cup', cup, isNew);

  expect([status, body.version]).toEqual([201, 1]);
});

test('a product whose answer was lost is told created as it was, though others changed it since', async () => {
  loseAnswer('PutItemCommand', () => shop.put('cup', { ...cup, unitPrice: 1 }, { 'if-match': '"1"' }));

  const { status, headers, body } = await shop.put('cup', cup, isNew);

  expect([status, headers.etag, body.unitPrice]).toEqual([201, '"1"', cup.unitPrice]);
  expect((await shop.get('/products/cup')).body).toMatchObject({ unitPrice: 1, version: 2 });
});

test('a change whose answer was lost is told changed', async () => {
  await shop.put('cup', cup, isNew);
  loseAnswer('UpdateItemCommand');

  const { status, body } = await shop.put('cup', cup, { 'if-match': '"1"' });

  expect([status, body.version]).toEqual([200, 2]);
});

test('a change whose answer was lost is told changed, though fifteen others wrote since', async () => {
  await shop.put('cup', cup, isNew);
  loseAnswer('UpdateItemCommand', async () => {
    for (let at = 0; at < 15; at += 1) await shop.put('cup', { ...cup, unitPrice: 1 }, { 'if-match': '*' });
  });

  const { status, headers, body } = await shop.put('cup', { ...cup, unitPrice: 500 }, { 'if-match': '"1"' });

  expect([status, headers.etag, body.unitPrice]).toEqual([200, '"2"', 500]);
});

test('a change of any version whose answer was lost is made once', async () => {
  await shop.put('cup', cup, isNew);
  loseAnswer('UpdateItemCommand', () => shop.put('cup', cup, { 'if-match': '"2"' }));

  const { status, body } = await shop.put('cup', cup, { 'if-match': '*' });

  expect([status, body.version]).toEqual([200, 2]);
  expect((await shop.get('/products/cup')).body.version).toBe(3);
});

test('a receipt whose answer was lost is told counted, not replayed', async () => {
  await shop.put('cup', cup, isNew);
  loseAnswer('TransactWriteItemsCommand');

  const { status, headers, body } = await shop.receive('cup', goodsIn, 'k');

  expect([status, headers['idempotent-replayed'], body.available]).toEqual([201, undefined, 10]);
});

test('a receipt whose answer was lost is our own, also where the store has forgotten the token of its write', async () => {
  await shop.put('cup', cup, isNew);
  loseAnswer('TransactWriteItemsCommand');
  shop.db.middlewareStack.add(
    (next) => (args) => next({ ...args, input: { ...args.input, ClientRequestToken: undefined } }),
    { step: 'initialize' },
  );

  const { status, headers, body } = await shop.receive('cup', goodsIn, 'k');

  expect([status, headers['idempotent-replayed'], body.available]).toEqual([201, undefined, 10]);
});

test('a receipt whose answer was lost stays counted when its goods are sold at once', async () => {
  await shop.put('cup', cup, isNew);
  loseAnswer('TransactWriteItemsCommand', () => shop.receive('cup', { ...goodsIn, quantity: -10 }, 'out'));

  const { status, body } = await shop.receive('cup', goodsIn, 'k');

  expect([status, body.available]).toEqual([201, 0]);
});

test('while contention hides whether a receipt was counted before, the stock decides nothing', async () => {
  await shop.put('cup', cup, isNew);
  await shop.receive('cup', goodsIn, 'in');
  await shop.receive('cup', { ...goodsIn, quantity: -10 }, 'k');
  const reasons = [{ Code: 'TransactionConflict' }, { Code: 'ConditionalCheckFailed' }];
  trouble('TransactWriteItemsCommand', () =>
    Promise.reject(
      Object.assign(new Error('cancelled'), {
        name: 'TransactionCanceledException',
        CancellationReasons: reasons,
      }),
    ),
  );

  const replay = await shop.receive('cup', { ...goodsIn, quantity: -10 }, 'k');

  expect([replay.status, replay.headers['idempotent-replayed']]).toEqual([200, 'true']);
});

test('keys that a batch left unread are read again', async () => {
  await shop.put('a', cup, isNew);
  await shop.put('b', cup, isNew);
  let asked = 0;
  shop.db.middlewareStack.add(
    (next, context) => async (args) => {
      const answer = await next(args);
      if (context.commandName !== 'BatchGetItemCommand' || (asked += 1) > 1) return answer;
      const output = answer.output as { Responses: Record<string, unknown[]>; UnprocessedKeys?: object };
      const [first] = output.Responses.Inventory?.splice(0, 1) as [{ sku: unknown; entry: unknown }];
      output.UnprocessedKeys = { Inventory: { Keys: [{ sku: first.sku, entry: first.entry }] } };
      return answer;
    },
    { step: 'deserialize', priority: 'high' },
  );

  const { body } = await shop.get('/products');

  expect(asked).toBe(2);
  expect(body.products).toMatchObject([{ sku: 'a' }, { sku: 'b' }]);
});
