import type { Claim, Comparison, LabDocument, Speed } from '../../lab/document';
import { answers } from '../../lab/report/answers';
import { cell, documentOf, everything, experiment } from './documents';
import { byId, named, pageOf, textOf } from './page';

const claim = (by: Claim['by'], agrees: boolean, name: string): Claim => ({
  claim: name,
  by,
  source: 'somewhere',
  expected: '7',
  measured: '9',
  difference: null,
  agrees,
  why: 'because',
});

const row = (some: Partial<Comparison>): Comparison => ({
  guard: 'optimistic',
  atOnce: 30,
  measure: 'calls a buyer',
  model: 5,
  engine: 5,
  difference: 0,
  ...some,
});

const speed = (guard: string, atOnce: number, model: number, engine: number): Speed => ({
  guard,
  atOnce,
  model,
  engine,
});

const trustOf = (more: Partial<LabDocument>) =>
  textOf(byId(pageOf({ ...everything, ...more }), 'trust')!).replaceAll('\u00a0', ' ');

test('a conditional write is compared with locks of the same variant and runtime, not with better ones', () => {
  const saturation = (...others: Parameters<typeof cell>[0][]) =>
    answers(
      documentOf(
        experiment('saturation', [
          cell({ guard: 'conditional', soldPerSecond: 1_000 }),
          cell({ guard: 'pessimistic', soldPerSecond: 100 }),
          ...others.map(cell),
        ]),
      ),
    )[0];

  expect(saturation()).toContain('10 times what the better of the two locks did (pessimistic');
  expect(saturation({ guard: 'optimistic', soldPerSecond: 500, variant: 'no network' })).toBe(saturation());
  expect(saturation({ guard: 'optimistic', soldPerSecond: 500, runtime: 'lambda' })).toBe(saturation());
  expect(saturation({ guard: 'optimistic', soldPerSecond: 500 })).toContain('2 times');
});

test('only what others published is called published; our earlier model is called that, and counted apart', () => {
  const text = trustOf({
    claims: [
      claim('a publication', true, 'one'),
      claim('a publication', false, 'two'),
      claim('our earlier model', true, 'three'),
      claim('our earlier model', true, 'four'),
      claim('our earlier model', false, 'five'),
    ],
  });

  expect(text).toContain('1 of 2 published claims hold here');
  expect(text).toContain('2 of 3 claims of our earlier model hold here');
  expect(text).toContain('Nobody outside has published these');
  expect(text).toContain('two: published 7, here 9');
  expect(text).toContain('five: our earlier model 7, here 9');
  expect(text).toContain('four: our earlier model 7, here 9');
});

test('a row that cannot differ is not counted as agreement, and the page says how many there are and why', () => {
  const text = trustOf({
    comparisons: [
      row({}),
      row({ model: 9, difference: 0.8 }),
      row({ model: 5.5, difference: 0.1 }),
      row({ measure: 'sold', fixed: 'the load decides it' }),
      row({ measure: 'refused', fixed: 'the load decides it' }),
      row({ guard: 'none', fixed: 'it never tries again' }),
    ],
  });

  expect(text).toContain('agree within 10 % in 2 of 3 comparisons');
  expect(text).toContain(
    '3 rows that cannot differ are left out of this count: 2 (sold and refused), because the load decides it; 1 (calls a buyer), because it never tries again.',
  );
  expect(text).toContain('calls a buyer2 of 3');
  expect(text).not.toContain('all the same');
});

test('a row that should not differ and does is named with both figures', () => {
  const sold = row({ measure: 'sold', fixed: 'the load decides it' });
  const text = trustOf({ comparisons: [sold, { ...sold, model: 4, difference: -0.2, atOnce: 100 }] });

  expect(text).toContain('1 row differs all the same: optimistic with 100 at once (sold, 4 and 5).');
});

describe('where the engine ranks the two locks otherwise than the model', () => {
  const speeds = [
    speed('optimistic', 30, 44, 22),
    speed('pessimistic', 30, 33, 83),
    speed('conditional', 30, 802, 552),
    speed('optimistic', 10, 41, 40),
    speed('pessimistic', 10, 39, 137),
    speed('conditional', 10, 700, 560),
  ];
  const words =
    'Pessimistic sold more with 10 and 30 buyers at once on the lab’s engine; in the model with that engine’s latencies optimistic sold more with 10 and 30 buyers at once.';

  test('the first screen and the question of the two locks say so where they name the winner', () => {
    const document = { ...everything, speeds };

    expect(answers(document)[0]).toContain(words);
    expect(textOf(byId(pageOf(document), 'umbrella')!)).toContain(words);
  });

  test('both rankings stand beside each other, load by load', () => {
    const page = pageOf({ ...everything, speeds });
    const rows = named(byId(page, 'trust')!, 'tr').map((line) =>
      line.children.map((one) => textOf(one as never)),
    );

    expect(rows).toContainEqual([
      '30',
      'conditional (802), optimistic (44), pessimistic (33)',
      'conditional (552), pessimistic (83), optimistic (22)',
    ]);
    expect(rows.findIndex(([first]) => first === '10')).toBeLessThan(
      rows.findIndex(([first]) => first === '30'),
    );
    expect(textOf(byId(page, 'trust')!)).toContain(words);
  });

  test('a lead that hangs on the crowd is said crowd by crowd, and one rank for both in one sentence', () => {
    const mixed = [
      speed('optimistic', 10, 5, 50),
      speed('pessimistic', 10, 4, 40),
      speed('optimistic', 100, 4, 40),
      speed('pessimistic', 100, 5, 50),
    ];

    expect(trustOf({ speeds: mixed })).toContain(
      'Optimistic sold more with 10 buyers at once, pessimistic with 100 on the lab’s engine, and in the model with that engine’s latencies.',
    );
  });

  test('a guard that oversells is marked in the ranking', () => {
    expect(trustOf({ speeds: [speed('none', 10, 7, 9)] })).toContain('none (9, oversells)');
  });
});

test('without runs on the engine the page says nothing of its ranks', () => {
  expect(trustOf({ speeds: [] })).not.toContain('rank');
  expect(answers({ ...everything, speeds: [] })[0]).not.toContain('engine');
});
