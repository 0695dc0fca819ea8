import type { Books } from '../../lambda/audit/books';
import { runAudit } from '../../local/audit-run';
import { auditSource } from '../../local/audit-source';
import { place } from '../order/orders';
import { openWorld, tables, type TestWorld } from '../world';
import { strand } from './repair-run';
import { whileCounting } from './while-counting';

let world: TestWorld;
beforeEach(async () => {
  world = await openWorld();
  await world.stock('tea', 10);
});
afterEach(() => world.close());

const sale = () => place(world, 'tea');
const run = async (books: Books, json = true) => {
  const lines: string[] = [];
  let document: unknown;
  const output = {
    say: (line: string) => void lines.push(line),
    result: (it: unknown) => void (document = it),
  };
  const asked = { repair: false, reconcile: false, yes: false, json };
  const code = await runAudit({ ...auditSource(world.db, tables), books }, asked, output);
  return { code, document, text: lines.join('\n') };
};
const busy = () => whileCounting(world, sale, sale, sale, sale).books;

test('exits 0 where all is clean, 1 where something is wrong, and 3 where something could not be judged', async () => {
  expect(await run(world.books)).toMatchObject({ code: 0, document: { clean: true, unjudged: [] } });
  expect(await run(busy())).toMatchObject({ code: 3, document: { clean: false, unjudged: ['tea'] } });
  await strand(world);
  expect(await run(world.books)).toMatchObject({ code: 1, document: { clean: false } });
});

test('exits 1 where one product is wrong and another could not be judged', async () => {
  await world.stock('cup', 1);
  await strand(world, 'cup');

  expect(await run(busy())).toMatchObject({ code: 1, document: { unjudged: ['tea'] } });
});

test('names to people what could not be judged, and calls it neither clean nor drift', async () => {
  const { text } = await run(busy(), false);

  expect(text).toMatch(/could not be judged.*: tea$/);
  expect(text).not.toMatch(/^(clean|drift)$/m);
});
