import { insist, type Answer, type Shop } from './shop';

export interface Goods {
  readonly sku: string;
  readonly units: number;
}

/** Puts a new product with so many units on sale. @throws where the shop does not take it */
export async function fillShelf(shop: Shop, admin: string, { sku, units }: Goods): Promise<void> {
  const product = { name: `Demo product ${sku}`, unitPrice: 1_250, currency: 'EUR' };
  const created = await insist(shop, {
    method: 'PUT',
    path: `/products/${sku}`,
    token: admin,
    headers: { 'if-none-match': '*' },
    body: product,
  });
  expectTaken(created, `product ${sku}`);

  const received = await insist(shop, {
    method: 'POST',
    path: `/products/${sku}/receipts`,
    token: admin,
    headers: { 'idempotency-key': `goods-in-${sku}` },
    body: { quantity: units, reason: 'goods in' },
  });
  expectTaken(received, `${units} units of ${sku}`);
}

function expectTaken({ status, body }: Answer, what: string): void {
  if (status >= 300) throw new Error(`${what} was not taken: ${status} ${JSON.stringify(body)}`);
}
