import { cup, isNew, openShop, type Shop } from './shop';

let shop: Shop;
afterEach(() => shop.close());

const faulty = 'conflict=0.2,throttle=0.1,lost-answer=0.3';
const times = <T>(count: number, make: (at: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, at) => make(at)));
const tally = (statuses: readonly number[]) =>
  statuses.reduce<Record<number, number>>(
    (sums, status) => ({ ...sums, [status]: (sums[status] ?? 0) + 1 }),
    {},
  );

/** Takes one out, and sends the same key again for as long as nobody can say what came of it. */
async function takeOut(key: string): Promise<{ readonly counted: boolean }> {
  const { status, body } = await shop.receive('cup', { quantity: -1, reason: 'broken' }, key);
  if (body.code === 'outcome_unknown') return await takeOut(key);

  return { counted: status === 201 || status === 200 }; // 200: an earlier try was counted after all
}

describe.each([
  ['a store that always answers', undefined],
  ['a store that loses answers', faulty],
])('over %s', (_, faults) => {
  beforeEach(async () => (shop = await openShop(faults)));

  test('of many who create one product exactly one is told so', async () => {
    const answers = await times(12, (at) => shop.put('cup', { ...cup, unitPrice: at + 1 }, isNew));

    expect(tally(answers.map(({ status }) => status))).toEqual({ 201: 1, 412: 11 });
    const winner = answers.find(({ status }) => status === 201);
    expect((await shop.get('/products/cup')).body).toEqual(winner?.body);
  });

  test('of many writers with one version exactly one gets 200, and the product is as that one left it', async () => {
    await shop.put('cup', cup, isNew);

    const answers = await times(12, (at) =>
      shop.put('cup', { ...cup, unitPrice: at + 1 }, { 'if-match': '"1"' }),
    );

    expect(tally(answers.map(({ status }) => status))).toEqual({ 200: 1, 412: 11 });
    const winner = answers.find(({ status }) => status === 200);
    expect((await shop.get('/products/cup')).body).toEqual(winner?.body);
  });

  test('the version counts the writers who were told 200', async () => {
    await shop.put('cup', cup, isNew);
    const writer = async () => {
      const { headers } = await shop.get('/products/cup');
      return (await shop.put('cup', cup, { 'if-match': headers.etag ?? '' })).status;
    };

    const statuses = [...(await times(6, writer)), ...(await times(6, writer)), ...(await times(6, writer))];

    const told = statuses.filter((status) => status === 200).length;
    expect((await shop.get('/products/cup')).body.version).toBe(1 + told);
  });

  test('writers whom any version suits all get their turn', async () => {
    await shop.put('cup', cup, isNew);

    const answers = await times(8, () => shop.put('cup', cup, { 'if-match': '*' }));

    expect(answers.map(({ body }) => Number(body.version)).sort()).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('fifty equal receipts at once count once, and one of them is the original', async () => {
    await shop.put('cup', cup, isNew);

    const answers = await times(50, () => shop.receive('cup', { quantity: 7, reason: 'goods in' }, 'k'));

    expect(tally(answers.map(({ status }) => status))).toEqual({ 200: 49, 201: 1 });
    expect(answers.filter(({ headers }) => headers['idempotent-replayed'] === 'true')).toHaveLength(49);
    const [stock] = (await shop.items('cup')).filter(({ entry }) => entry === 'stock');
    expect(stock).toMatchObject({ received: 7, available: 7, moves: 1 });
  });

  test('as many take goods out as there are goods', async () => {
    await shop.put('cup', cup, isNew);
    await shop.receive('cup', { quantity: 5, reason: 'goods in' }, 'in');

    const answers = await times(12, (at) => takeOut(`out-${at}`));

    expect(tally(answers.map(({ counted }) => (counted ? 1 : 0)))).toEqual({ 1: 5, 0: 7 });
    expect((await shop.get('/products/cup')).body.available).toBe(0);
  });
});

test('of two receipts with one key and two bodies one counts and the other is refused', async () => {
  shop = await openShop();
  await shop.put('cup', cup, isNew);

  const answers = await times(10, (at) =>
    shop.receive('cup', { quantity: 1 + (at % 2), reason: 'goods in' }, 'k'),
  );

  const statuses = tally(answers.map(({ status }) => status));
  expect(statuses).toEqual({ 201: 1, 200: 4, 422: 5 });
});
