import { openBusy, settled } from './busy';
import { eventually, wire } from './wire';

const GUARD_MS = 20_000;

let shop: Awaited<ReturnType<typeof openBusy>>;
beforeEach(async () => (shop = await openBusy()));
afterEach(() => {
  shop.close();
});

test(
  'who hangs up while waiting gives the place up, and is not worked on',
  async () => {
    const { fill, ask, entered, paths, port } = shop;
    await fill(50);
    const gone = ask('/gone');
    await fill(499);
    gone.request.destroy();
    await settled(port);

    const next = ask('/next'); // there is room for one again
    await settled(port);
    const { status } = await ask('/too-many').heard;
    for (let n = 0; n < 550; n += 1) {
      await eventually(() => entered.length > n);
      entered[n]!();
    }

    expect(status).toBe(503);
    expect((await next.heard).status).toBe(200);
    expect(paths).not.toContain('/gone');
  },
  GUARD_MS,
);

test('who hangs up while being worked on frees the turn when the work ends, and breaks nothing', async () => {
  const { fill, ask, entered, port } = shop;
  const working = await fill(50);
  const { heard } = ask();
  for (const { request } of working) request.destroy();
  await settled(port);
  expect(entered).toHaveLength(50);

  entered[0]!();
  await eventually(() => entered.length === 51);
  entered[50]!();

  expect((await heard).status).toBe(200);
});

test('who hangs up in the middle of a body is not worked on, and costs no turn', async () => {
  const { ask, entered, paths, port } = shop;
  const clients = Array.from({ length: 60 }, () => wire(port));
  for (const client of clients)
    client.write('POST /gone HTTP/1.1\r\nhost: shop\r\ncontent-length: 9\r\n\r\n{');
  await settled(port);
  for (const client of clients) client.hangUp();
  await settled(port);

  const { heard } = ask();
  await eventually(() => entered.length === 1);
  entered[0]!();

  expect((await heard).status).toBe(200);
  expect(paths).toEqual(['/products']);
});

test('sixty bodies that never end take no turn from anybody', async () => {
  const { ask, entered, port } = shop;
  const clients = Array.from({ length: 60 }, () => wire(port));
  for (const client of clients)
    client.write('POST /slow HTTP/1.1\r\nhost: shop\r\ncontent-length: 9\r\n\r\n{');
  await settled(port);

  const { heard } = ask();
  await eventually(() => entered.length === 1);
  entered[0]!();

  expect((await heard).status).toBe(200);
  clients[0]!.write('"body":1}');
  await eventually(() => entered.length === 2);
});
