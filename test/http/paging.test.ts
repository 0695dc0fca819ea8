import { cursorTo } from '../../lambda/http/paging';
import { ask } from './kernel';

const pages = (query: string) => ask({ path: `/pages?${query}` });

test('without a query the first page comes, as long as pages get', async () => {
  expect((await pages('')).body).toEqual({ limit: 100 });
});

test.each(['1', '50', '100', '007'])('a limit of %s is taken', async (limit) => {
  expect((await pages(`limit=${limit}`)).body).toEqual({ limit: Number(limit) });
});

test.each(['0', '101', '-1', '1.5', '1e1', 'ten', '', '%201', '99999999999999999999'])(
  'a limit of "%s" is refused',
  async (limit) => {
    const { status, body } = await pages(`limit=${limit}`);

    expect(status).toBe(400);
    expect(body.errors).toEqual([
      { field: 'limit', wanted: 'a whole number from 1 to 100', got: decodeURIComponent(limit) },
    ]);
  },
);

test('a cursor leads on from where it was given', async () => {
  expect((await pages(`cursor=${cursorTo('things', ['thing-1'])}`)).body).toEqual({
    limit: 100,
    after: ['thing-1'],
  });
});

test.each([
  ['of another list', cursorTo('orders of bob', ['thing-1'])],
  ['with a key that this list cannot have', cursorTo('things', ['other'])],
  ['without a key', cursorTo('things', [])],
  ['that was changed', cursorTo('things', ['thing-1']).replace(/.$/, 'A')],
  ['that was made up', Buffer.from('["x","thing-1"]').toString('base64url')],
  ['that is no list', Buffer.from('{"a":1}').toString('base64url')],
  ['of other bytes', '%00%ff'],
  ['of nothing', ''],
])('a cursor %s is refused', async (_, cursor) => {
  const { status, body } = await pages(`cursor=${cursor}`);

  expect(status).toBe(400);
  expect(body.errors).toEqual([expect.objectContaining({ field: 'cursor' })]);
});

test('a bad limit and a bad cursor are both named', async () => {
  const { body } = await pages('limit=0&cursor=x');

  expect(body.errors).toMatchObject([{ field: 'limit' }, { field: 'cursor' }]);
});

test('unknown query parameters are ignored', async () => {
  expect((await pages('page=2&limit=5')).body).toEqual({ limit: 5 });
});
