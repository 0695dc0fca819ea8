import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hangUp } from './http';
import { runCommand, startProgram, type Program } from './program';
import { openShop, unique, type Shop } from './shop';
import { cancel, place, placed, read, stocked } from './shopping';
import { changeRow } from './tables';

interface Report {
  readonly clean: boolean;
  readonly skus: readonly { readonly sku: string; readonly drift: number; readonly available: number }[];
  readonly payments: readonly { readonly wrong: string }[];
}

const data = mkdtempSync(join(tmpdir(), 'holdfast-'));
const options = ['--seed', 'none', '--data', data];
let program: Program;
let shop: Shop;
beforeAll(start);
afterAll(async () => {
  hangUp();
  await rm(data, { recursive: true, force: true });
});

async function start(): Promise<void> {
  program = await startProgram(options);
  shop = await openShop(program.url);
}

async function audit(...asked: readonly string[]) {
  const { code, stdout, stderr } = await runCommand('local/audit.ts', [...asked, '--json']);
  return { code, stderr, report: JSON.parse(stdout) as Report };
}

test('a program killed in the middle of selling loses no order, and its books are clean', async () => {
  const sku = await stocked(shop, 500);
  const customer = await shop.customer();
  const key = unique('key');
  const order = await placed(customer, [{ sku, quantity: 2 }], { key });
  const crowd = Array.from({ length: 40 }, async () => {
    await place(customer, [{ sku, quantity: 1 }], { token: 'tok_ok' });
  });
  const cutOff = Promise.allSettled(crowd);

  await Promise.race(crowd);
  await program.kill();
  await cutOff;
  const stopped = await audit('--data', data);
  await start();
  const sameCustomer = shop.bearing(`Bearer ${customer.token}`);

  expect(stopped).toMatchObject({ code: 0, report: { clean: true, orders: [], payments: [] } });
  expect(await read(sameCustomer, order.orderId)).toEqual(order);
  expect((await place(sameCustomer, [{ sku, quantity: 2 }], { key })).status).toBe(200);
});

test('the audit finds what was changed behind its back, shows a repair, and makes it', async () => {
  const sku = await stocked(shop, 10);
  const customer = await shop.customer();
  const placing = { token: 'tok_ok', postcode: 'FAIL-ALWAYS' };
  const { orderId } = await placed(customer, [{ sku, quantity: 1 }], placing);
  await cancel(customer, orderId);
  const stock = { part: 'Inventory', key: { sku, entry: 'stock' } };
  const charge = { part: 'Sandbox', key: { orderId, entry: 'charge#1' } };
  await changeRow(program.dynamodbUrl, stock, ['available', 12]);
  await changeRow(program.dynamodbUrl, charge, ['refunded', false]);
  const asked = ['--dynamodb', program.dynamodbUrl, '--repair', '--reason', 'counted'];

  const shown = await audit(...asked);
  const repaired = await audit(...asked, '--yes');

  const row = ({ report }: { report: Report }) => report.skus.find((one) => one.sku === sku);
  expect([row(shown)?.drift, shown.report.payments[0]?.wrong]).toEqual([2, 'not_refunded']);
  expect(shown).toMatchObject({
    code: 1,
    report: { repairs: [{ sku, to: { available: 10 } }], refunds: [`${orderId}/1`] },
  });
  expect(repaired).toMatchObject({ code: 0, stderr: '', report: { clean: true } });
  expect(row(repaired)?.available).toBe(10);
});

test('what stands in the way is told in one line, and nothing is on stdout', async () => {
  const [noReason, nothingThere, stop] = await Promise.all([
    runCommand('local/audit.ts', ['--data', data, '--repair', '--json']),
    runCommand('local/audit.ts', ['--dynamodb', 'http://127.0.0.1:9', '--json']),
    program.stop(),
  ]);

  expect([noReason.code, noReason.stdout]).toEqual([2, '']);
  expect(noReason.stderr).toMatch(/^.*--reason.*\n$/);
  expect([nothingThere.code, nothingThere.stdout]).toEqual([1, '']);
  expect(nothingThere.stderr).toMatch(/^.*127\.0\.0\.1:9.*\n$/);
  expect(stop).toBe(0);
});
