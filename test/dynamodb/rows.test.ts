import { type Range, makeRows } from '../../local/dynamodb/rows';

/** Numbers that follow from the seed alone. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647);
}

const item = (value: number) => ({ v: { N: String(value) } });

test('rows keep their order and their latest item through 20,000 random changes', () => {
  const next = sequence(7);
  const rows = makeRows();
  const plain = new Map<string, number>();

  for (let step = 0; step < 20_000; step += 1) {
    const key = String(next() % 5000).padStart(4, '0');
    if (next() % 3 === 0) {
      rows.delete(key);
      plain.delete(key);
    } else {
      rows.set(key, item(step));
      plain.set(key, step);
    }
  }

  const wanted = [...plain].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [key, item(value)]);
  expect([...rows.walk()]).toEqual(wanted);
  expect([...rows.walk({ reverse: true })]).toEqual(wanted.reverse());
  expect(rows.size).toBe(plain.size);
});

test.each<[Range, string[]]>([
  [{ gt: '1', lt: '4' }, ['2', '3']],
  [{ gte: '1', lte: '4' }, ['1', '2', '3', '4']],
  [{ gte: '15' }, ['2', '3', '4', '5']],
  [{ lt: '3', reverse: true }, ['2', '1']],
  [{ gt: '2', lte: '4', reverse: true }, ['4', '3']],
  [{ gt: '5' }, []],
  [{ lt: '1', reverse: true }, []],
])('the range %j of five rows is %j', (range, wanted) => {
  const rows = makeRows();
  for (const key of ['3', '1', '5', '2', '4']) rows.set(key, item(Number(key)));

  expect([...rows.walk(range)].map(([key]) => key)).toEqual(wanted);
});
