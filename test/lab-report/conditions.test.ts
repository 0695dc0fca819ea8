import type { LabDocument } from '../../lab/document';
import { cell, documentOf, everything, experiment, onFunctions } from './documents';
import { byId, named, pageOf, textOf } from './page';

describe('what counters sell on partitions of their own', () => {
  const page = pageOf(everything);
  const note = 'a partition each';

  test('is called that in the table of advice, beside what they sell on one', () => {
    const advice = named(byId(page, 'which')!, 'tr')
      .map(textOf)
      .find((text) => text.includes('984'));

    expect(advice).toContain(`combined (4 writers, ${note})`);
    expect(advice).toContain('While its counters share one partition it sells 40,900 a second.');
    expect(advice).toContain('Run in containers.');
  });

  test('is called that in the finding, the chart and the list of every number', () => {
    const saturation = textOf(byId(page, 'saturation')!);

    expect(saturation).toContain(`Combined (4 writers, ${note}) sells 99,800 a second`);
    expect(saturation).toContain('While its counters share one partition it sells 40,900.');
    expect(saturation).toContain('4 writers, one partition');
    expect(textOf(byId(page, 'numbers')!)).toContain('on one partition');
  });

  test('is called that in the race of the flash sale, and in the sweep', () => {
    const race = (counters: 'on their own partitions' | 'on one partition', sold: readonly number[]) => ({
      guard: 'sharded',
      soldOutMemory: true,
      counters,
      timeline: { stepMs: 1_000, sold, refused: [], failed: [] },
    });
    const sharded = { guard: 'sharded', counters: 'on their own partitions' as const };
    const text = textOf(
      pageOf(
        documentOf(
          experiment(
            'flash',
            [cell({ ...sharded, soldOutMemory: true }), cell({ guard: 'conditional', gaveUp: 9 })],
            {
              races: [race('on their own partitions', [5]), race('on one partition', [1, 2, 2])],
            },
          ),
          experiment(
            'sweep',
            [10, 2_000].flatMap((perSecond) => {
              const load = { buyers: 200, units: 400, perSecond };
              return [
                cell({ ...sharded, load, soldPerSecond: 1_990 }),
                cell({ guard: 'conditional', load, soldPerSecond: 900 }),
              ];
            }),
          ),
        ),
      ),
    );

    expect(text).toContain(`gone within 1 s with sharded (${note}), within 3 s with sharded (one partition)`);
    expect(text).toContain(`with it sharded (${note}) answered everybody`);
    expect(text).toContain('with memory, one partition');
    expect(text).toContain(`sharded (${note}) sells 1,990 a second and conditional 900`);
    expect(text).toContain(`Sharded (${note}).`);
  });
});

describe('advice for a flash sale', () => {
  const rows = (document: LabDocument) => named(byId(pageOf(document), 'which')!, 'tr').map(textOf);

  test('says for containers what the same guard does on functions', () => {
    expect(rows(everything).find((text) => text.includes('runs in containers'))).toContain(
      'on functions the same guard sold 15 of 1,200 units to 20,000 buyers, and 19,985 buyers went without an answer',
    );
  });

  test('names for functions the guard that leaves the fewest without an answer there', () => {
    const advice = rows(everything).find((text) => text.includes('runs on functions'));

    expect(advice).toContain('sharded with the sold-out memory (a partition each)');
    expect(advice).toContain('left 71 of 20,000 buyers without an answer');
    expect(advice).toContain('While its counters share one partition it sells 600 a second and leaves 640');
  });

  test('says that nobody ran it on functions, where nobody did', () => {
    const document = documentOf(...everything.experiments.filter(({ name }) => name !== 'functions'));

    expect(rows(document).find((text) => text.includes('runs in containers'))).toContain(
      'in containers only',
    );
    expect(rows(document).some((text) => text.includes('runs on functions'))).toBe(false);
  });

  test('has a picture of both, and says who sells least on functions', () => {
    const text = textOf(byId(pageOf(documentOf(onFunctions)), 'functions')!);

    expect(text).toContain('On functions combined with the sold-out memory sold 15 of 1,200 units');
    expect(text).toContain('sharded with the sold-out memory (a partition each) left 71');
  });
});
