import { barChart } from '../../lab/report/charts/bars';
import { wrapped } from '../../lab/report/charts/drawing';
import { linearScale, logScale } from '../../lab/report/charts/scale';
import { spread } from '../../lab/report/charts/spread';
import { count, dollars, figure, milliseconds, percent, times } from '../../lab/report/words';

const room = { start: 0, end: 100 };

test('on a log scale equal ratios are equal lengths, and zero stands on the edge', () => {
  const scale = logScale([0, 0.02, 20_000], room);

  expect(scale.ticks).toEqual([0.01, 0.1, 1, 10, 100, 1_000, 10_000, 100_000]);
  expect(scale.at(1_000) - scale.at(100)).toBeCloseTo(scale.at(1) - scale.at(0.1));
  expect([scale.at(0), scale.at(-3), scale.at(0.01)]).toEqual([0, 0, 0]);
  expect(scale.at(1e9)).toBe(100);
});

test('a log scale of nothing but zero is still a scale', () => {
  const { at, ticks } = logScale([0, 0], room);

  expect(at(0)).toBe(0);
  expect(ticks.every((tick) => tick > 0 && Number.isFinite(at(tick)))).toBe(true);
});

test('a log scale of one value, however large or small, has room around it', () => {
  for (const value of [1e-7, 1, 3, 1e12]) expect(logScale([value], room).at(value)).toBeGreaterThan(0);
});

test('a linear scale starts at zero and ends at a round number, or exactly where the values do', () => {
  expect(linearScale([3, 183], room).ticks).toEqual([0, 50, 100, 150, 200]);
  expect(linearScale([74], room, 'exact').at(74)).toBe(100);
  expect(linearScale([], room).at(0)).toBe(0);
});

test('labels that would overlap are moved apart, in their order and within their room', () => {
  const places = spread([50, 52, 51, 99, 100], 10, room);

  const sorted = [...places].sort((a, b) => a - b);
  expect(sorted.slice(1).every((place, at) => place - (sorted[at] ?? 0) >= 10 - 1e-9)).toBe(true);
  expect(places[0]).toBeLessThan(places[2]!);
  expect(places[2]).toBeLessThan(places[1]!);
  expect(Math.max(...places)).toBeLessThanOrEqual(100);
});

test('labels with room enough stay where they are', () => {
  expect(spread([10, 80, 40], 10, room)).toEqual([10, 80, 40]);
});

test('a bar of zero is not drawn, its figure is; so with a bar of nothing', () => {
  const bar = (name: string, value: number | null, label: string) => ({
    name,
    note: '',
    guard: 'none',
    value,
    label,
  });
  const { html } = barChart({
    id: 'bars',
    title: 'title',
    description: 'description',
    unit: 'units',
    kind: 'log',
    bars: [bar('some', 16, '16'), bar('zero', 0, 'zero!'), bar('nothing', null, 'not run')],
  });

  expect(html.match(/<rect/g)).toHaveLength(1);
  expect(html).toContain('zero!');
  expect(html).toContain('not run');
});

test('a note is cut at spaces', () => {
  expect(wrapped('the holder of the lock stands still', 12)).toEqual([
    'the holder',
    'of the lock',
    'stands still',
  ]);
});

test('numbers are said with the digits that count', () => {
  expect([0, 0.02431, 4.519, 99.96, 984.3, 41_760, 1_000_000, 2.5e9].map(figure)).toEqual([
    '0',
    '0.0243',
    '4.52',
    '100',
    '984',
    '41,800',
    '1 million',
    '2.5 billion',
  ]);
  expect(figure(null)).toBe('–');
  expect(count(924_792)).toBe('924,792');
  expect([0.5, 999, 7_270].map(milliseconds)).toEqual(['0.5\u00a0ms', '999\u00a0ms', '7.27\u00a0s']);
  expect([0.0012, 0.7, 75.42, 1_234].map(dollars)).toEqual(['$0.0012', '$0.70', '$75.42', '$1,230']);
  expect([0, 0.0001, 0.0157, 0.92].map(percent)).toEqual([
    '0\u00a0%',
    'under 0.1\u00a0%',
    '1.6\u00a0%',
    '92\u00a0%',
  ]);
  expect([5.234, 1_098].map(times)).toEqual(['5.2 times', '1,100 times']);
});
