import { setTimeout as sleep } from 'node:timers/promises';

interface DemoProduct {
  readonly sku: string;
  readonly name: string;
  /** Minor units. */
  readonly unitPrice: number;
  readonly currency: string;
  readonly stock: number;
}

export const demoProducts = [
  { sku: 'mug-blue', name: 'Blue mug', unitPrice: 1_250, currency: 'EUR', stock: 100 },
  { sku: 'lamp-oak', name: 'Oak desk lamp', unitPrice: 8_900, currency: 'EUR', stock: 25 },
  { sku: 'print-nr7', name: 'Print no. 7, signed', unitPrice: 24_000, currency: 'EUR', stock: 3 },
] as const satisfies readonly DemoProduct[];

const tries = 5;

/** Puts three products with stock on sale through the HTTP API. Safe to repeat: what is there stays as it is, and each receipt counts once. */
export async function seedDemo(url: string, adminToken: string): Promise<void> {
  const send = async (
    method: string,
    path: string,
    headers: Record<string, string>,
    body: object,
  ): Promise<void> => {
    for (let attempt = 1; ; attempt += 1) {
      const response = await fetch(url + path, {
        method,
        headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
      const text = await response.text();
      if (response.ok || response.status === 412) return; // 412: on sale already
      if (response.status < 500 || attempt === tries)
        throw new Error(`the demo products could not be made: ${text}`);
      await sleep(100 * attempt);
    }
  };

  await Promise.all(
    demoProducts.map(async ({ sku, name, unitPrice, currency, stock }) => {
      const path = `/products/${sku}`;
      await send('PUT', path, { 'if-none-match': '*' }, { name, unitPrice, currency });
      const receipt = { quantity: stock, reason: 'demo stock' };
      await send('POST', `${path}/receipts`, { 'idempotency-key': `demo-${sku}` }, receipt);
    }),
  );
}
