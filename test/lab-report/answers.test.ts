import type { Experiment } from '../../lab/document';
import { answers } from '../../lab/report/answers';
import { cell, documentOf, duel, everything, experiment, flashSale, unguarded } from './documents';
import { byId, hasClass, named, pageOf, textOf, type Element } from './page';

test('the answer is three sentences of the run’s own figures', () => {
  expect(answers(everything)).toEqual([
    'Of the two classic locks: optimistic sells more at every size of crowd: 112 a second against 100 with 1 buyer at once, 183 a second against 114 with 200. On a database whose locks queue the waiters pessimistic sells more from 41 at once.',
    'A conditional write, which checks and takes in one step, sold 984 a second of one product for 1 write unit each. That is 5.2 times what the better of the two locks did (optimistic: 188 a second, 4.89 write units each).',
    'When 90,000 buyers wanted 300 units, combined with the sold-out memory sold 300, told the others “sold out” at once, and nobody went without an answer; with the bare conditional write 80,700 did. That holds in containers: on functions the same guard sold 15 of 1,200 units to 20,000 buyers, and 19,985 buyers went without an answer.',
  ]);
});

test('no figure of the first screen survives in a document whose figures are others', () => {
  const numbers = (page: Element) =>
    new Set(
      firstScreen(page)
        .match(/\d[\d,.]*\d|\d/g)
        ?.filter((number) => number !== '99'),
    );
  const load = { buyers: 77, units: 33, perSecond: 66, atOnce: 77 };
  const others = documentOf(
    experiment(
      'umbrella',
      duel({ optimistic: [951, 852], pessimistic: [953, 854] }).map((one) => ({
        ...one,
        load: { ...one.load, atOnce: one.load.atOnce === 1 ? 6 : 66 },
      })),
    ),
    experiment('saturation', [
      cell({ guard: 'conditional', soldPerSecond: 636, writeUnitsPerSale: 3 }),
      cell({ guard: 'pessimistic', soldPerSecond: 95, writeUnitsPerSale: 9 }),
    ]),
    experiment('flash', [cell({ guard: 'sharded', load, sold: 33, refused: 39, gaveUp: 5 })]),
    experiment('functions', [cell({ guard: 'sharded', runtime: 'lambda', load, sold: 31, gaveUp: 46 })]),
    experiment('sweep', [cell({ ...unguarded, load, oversold: 27 })]),
  );

  const [mine, theirs] = [numbers(pageOf(everything)), numbers(pageOf(others))];

  expect(mine.size).toBeGreaterThan(12);
  expect([...mine].filter((number) => theirs.has(number))).toEqual([]);
});

test('a crossing is said with its interval and its seeds, and drawn', () => {
  const document = documentOf(
    experiment('umbrella', duel({ optimistic: [120, 80], pessimistic: [100, 100] }), {
      crossings: [
        { metric: 'soldPerSecond', at: 17.3, low: 12.1, high: 22.4, seeds: 8, ahead: 'pessimistic' },
      ],
    }),
  );

  const figure = byId(pageOf(document), 'umbrella-soldPerSecond')!;

  expect(answers(document)).toEqual([
    'Of the two classic locks: up to 17 buyers at once (12 to 22 with 95\u00a0% confidence, 8 seeds) optimistic sells more, beyond that pessimistic.',
  ]);
  expect(
    named(figure, 'g')
      .filter((group) => hasClass(group, 'mark'))
      .map(textOf),
  ).toEqual([expect.stringContaining('from 17:'), expect.stringContaining('from 17:')]);
});

test('where there is no crossing, the reason stands in its place', () => {
  const section = byId(pageOf(everything), 'umbrella')!;

  expect(textOf(section)).toContain(
    'No crossing in sales a second on DynamoDB. Nobody is told when the lock is free',
  );
});

test('two locks that change the lead without a crossing for certain are called too close', () => {
  const document = documentOf(
    experiment('umbrella', duel({ optimistic: [101, 99], pessimistic: [100, 100] })),
  );

  expect(answers(document)).toEqual([
    'Of the two classic locks: the two are too close in sales a second to tell who is ahead.',
  ]);
});

test('the picture of overselling has a square for each unit sold, crossed where there was none', () => {
  const picture = byId(pageOf(everything), 'oversold-picture-title');
  const squares = (kind: string) =>
    named(pageOf(everything), 'path').filter((path) => hasClass(path, kind)).length;

  expect(picture?.children).toEqual(['Without a guard, 10 units became 54: 44 buyers paid for nothing.']);
  expect([squares('real'), squares('ghost')]).toEqual([10, 44]);
});

test('without a run that oversold there is no picture of it', () => {
  const text = textOf(pageOf(documentOf(flashSale)));

  expect(text).not.toContain('oversold: selling');
});

test('a guard that oversold anywhere is recommended nowhere', () => {
  const rows = advice(documentOf(restOf('none', 0.01), restOf('conditional', 1), sweepOf(unguarded)));

  expect(rows.find((row) => row.includes('now and then'))).toContain('conditional');
});

test('the decision table follows the figures', () => {
  const [conditional, combined] = flashSale.cells;
  const turned = experiment('flash', [
    { ...conditional, throttled: 0 },
    { ...combined, throttled: 5 },
  ] as Experiment['cells']);

  const use = (flash: Experiment) =>
    advice(documentOf(flash)).find((row) => row.includes('runs in containers'));

  expect(use(flashSale)).toContain('combined with the sold-out memory');
  expect(use(turned)).not.toContain('combined');
  expect(use(turned)).toContain('conditional');
});

function restOf(guard: string, writeUnitsPerSale: number): Experiment {
  return experiment('rest', [cell({ guard, writeUnitsPerSale }), cell({ guard: 'conditional' })]);
}

function sweepOf(...cells: Experiment['cells']): Experiment {
  return experiment('sweep', cells);
}

function advice(document: ReturnType<typeof documentOf>): readonly string[] {
  const section = byId(pageOf(document), 'which');
  return section ? named(section, 'tr').map(textOf) : [];
}

function firstScreen(page: Element): string {
  return textOf(named(page, 'header')[0]!);
}
