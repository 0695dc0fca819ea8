import { createHash } from 'node:crypto';
import { experimentNames } from '../../lab/document';
import { reportOf } from '../../lab/report/report';
import { cell, documentOf, everything, experiment } from './documents';
import { all, byId, hasClass, named, ownText, pageOf, textOf } from './page';

test('the page is well-formed, loads nothing and runs nothing', () => {
  const page = pageOf(everything);
  const style = textOfStyle(page);

  const links = all(page).flatMap(({ attributes }) => [attributes['src'], attributes['href']]);
  expect(links.filter((link) => link !== undefined && !link.startsWith('#'))).toEqual([]);
  expect(named(page, 'script')).toEqual([]);
  expect(style.match(/url\([^)]*\)|@import/g)).toEqual(['url(#hatch)']);
  expect(all(page).filter(({ attributes }) => 'style' in attributes)).toEqual([]);
});

test('a browser that keeps to the page’s policy takes its style and nothing else', () => {
  const page = pageOf(everything);
  const hash = createHash('sha256').update(textOfStyle(page)).digest('base64');

  const policy = named(page, 'meta').find(({ attributes }) => 'http-equiv' in attributes);
  expect(policy?.attributes['content']).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
  );
});

test('the same document gives the same bytes', () => {
  expect(reportOf(structuredClone(everything))).toBe(reportOf(everything));
});

test('text from outside stays text', () => {
  const evil = '<script>alert("1")</script> & \'';
  const document = {
    ...documentOf(
      experiment('saturation', [
        cell({ guard: evil, variant: evil }),
        { guard: evil, backend: 'engine', notRun: evil },
      ]),
      experiment('sweep', [cell({ guard: 'none' })], { findings: [evil] }),
    ),
    commit: evil,
  };

  const page = pageOf(document);

  expect(named(page, 'script')).toEqual([]);
  expect(reportOf(document)).not.toContain('<script');
  expect(textOf(page).split(evil).length).toBeGreaterThan(5);
});

test('every picture has a title and a description, and no two elements share an id', () => {
  const page = pageOf(everything);

  const ids = all(page).flatMap(({ attributes }) => attributes['id'] ?? []);
  const charts = named(page, 'svg').filter((svg) => hasClass(svg, 'chart'));
  const unexplained = charts.filter(({ attributes: { role, 'aria-labelledby': labels = '' } }) => {
    const words = labels.split(' ').map((id) => ownText(byId(page, id)));
    return role !== 'img' || words.length !== 2 || words.some((text) => text === '');
  });
  expect(ids.length).toBe(new Set(ids).size);
  expect(charts.length).toBeGreaterThan(20);
  expect(unexplained).toEqual([]);
});

test('every chart comes with the table of its numbers', () => {
  const figures = named(pageOf(everything), 'figure').filter(({ attributes }) => !('class' in attributes));

  expect(figures.length).toBeGreaterThan(8);
  expect(figures.filter((figure) => named(figure, 'table').length !== 1)).toEqual([]);
});

test('every link within the page leads somewhere', () => {
  const page = pageOf(everything);

  const targets = named(page, 'a').map(({ attributes }) => attributes['href']?.slice(1) ?? '');
  expect(targets.filter((id) => byId(page, id) === undefined)).toEqual([]);
});

test.each(experimentNames)('%s alone makes a page, which says what was left out', (name) => {
  const alone = documentOf(...everything.experiments.filter((one) => one.name === name));

  const text = textOf(pageOf(alone));

  for (const other of experimentNames.filter((one) => one !== name))
    expect(text).toMatch(new RegExp(`This run left out [^.]*\\b${other}\\b`));
  expect(text).toContain(`npm run lab -- --experiment ${name} --seed 7`);
  expect(text).not.toMatch(/NaN|undefined|Infinity|\bnull\b|\[object/);
});

test.each(experimentNames)('%s makes a page although nothing of it could be run', (name) => {
  const reason = 'no redis-server on this machine';
  const document = documentOf(experiment(name, [{ guard: 'cached', backend: 'simulator', notRun: reason }]));

  const text = textOf(pageOf(document));

  expect(text).toContain(`cached (simulator) was not run: ${reason}`);
  expect(text).not.toMatch(/NaN|undefined|Infinity|\[object/);
});

test('a document without experiments makes a page', () => {
  expect(textOf(pageOf(documentOf()))).toContain('Who guards the stock?');
});

test('each parameter stands on the page with its source', () => {
  const text = textOf(pageOf(documentOf()));

  for (const members of Object.values(everything.parameters))
    for (const [name, { source }] of Object.entries(members)) {
      expect(text).toContain(name);
      expect(text).toContain(source);
    }
});

test('claims and comparisons say by how much they differ, and whether they hold', () => {
  const text = textOf(
    pageOf({
      ...documentOf(),
      comparisons: [
        { guard: 'optimistic', atOnce: 30, measure: 'attempts', model: 4.4, engine: 5, difference: -0.12 },
      ],
      claims: [
        {
          claim: 'a claim',
          source: 'a book',
          by: 'a publication',
          expected: '7',
          measured: '9',
          difference: null,
          agrees: false,
          why: 'another database',
        },
      ],
    }),
  );

  expect(text).toContain('Model and engine agree within 10\u00a0% in 0 of 1 comparison');
  expect(text).toContain('−12\u00a0%');
  expect(text).toContain('0 of 1 published claim');
  expect(text).toContain('published 7, here 9. Another database.');
});

function textOfStyle(page: ReturnType<typeof pageOf>): string {
  return ownText(named(page, 'style')[0]);
}
