import { alice, app, json, key } from './kernel';

const CHUNK = 16_384;

/** Sends so many chunks of a body, declared as so many bytes, and tells how many of them were read. */
async function send(chunks: number, declared: number) {
  let pulled = 0;
  const body = new ReadableStream({
    pull: (controller) => {
      if (pulled === chunks) {
        controller.close();
        return;
      }
      pulled += 1;
      controller.enqueue(new Uint8Array(CHUNK));
    },
  });
  const headers = { ...alice, ...json, ...key, 'content-length': String(declared) };
  const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit; // undici's, which wants duplex
  const { status } = await app.fetch(new Request('http://127.0.0.1/things', init));

  return { status, pulled };
}

test('a body that never ends is refused, and read no further than what a gateway would take', async () => {
  const { status, pulled } = await send(Infinity, 10);

  expect(status).toBe(413);
  expect(pulled * CHUNK).toBeLessThan(11_000_000);
});

test('a body that is somewhat too long is read to its end first, so that its sender reads the refusal', async () => {
  const { status, pulled } = await send(12, 12 * CHUNK);

  expect(status).toBe(413);
  expect(pulled).toBe(12);
});

test('a body that is declared longer than a gateway would take is not read', async () => {
  const { status, pulled } = await send(700, 700 * CHUNK);

  expect(status).toBe(413);
  expect(pulled).toBeLessThan(5);
});
