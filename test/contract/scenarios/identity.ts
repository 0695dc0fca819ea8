import { createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { scenario, type Scenario } from '../scenario';
import { unique, type Caller } from '../shop';
import { pageIn, orderShape } from '../shapes';
import { basket, becomes, placed, refused, stocked, told } from '../shopping';

export const identity: readonly Scenario[] = [
  scenario('a token of the local issuer has the shape of a Cognito access token', async (shop) => {
    const { header, claims } = readToken(
      await shop.token({ sub: 'alice', groups: 'admin', expiresIn: '60' }),
    );

    expect(header).toMatchObject({ alg: 'RS256', kid: expect.any(String) as string });
    expect(claims).toMatchObject({
      sub: 'alice',
      token_use: 'access',
      'cognito:groups': ['admin'],
      client_id: expect.any(String) as string,
      iss: expect.any(String) as string,
    });
    expect(Number(claims['exp']) - Number(claims['iat'])).toBe(60);
  }),

  scenario(
    'a customer may be named by any characters, those that no queue takes included, and holds up nobody',
    async (shop) => {
      const sku = await stocked(shop, 1);
      const customer = await shop.customer('ü 😀 \uffff');
      const { orderId } = await placed(customer, [{ sku, quantity: 1 }], { token: 'tok_ok' });

      const shipped = await becomes(customer, orderId, 'shipped');

      expect(shipped.orderId).toBe(orderId);
    },
  ),

  scenario('no token, half a token, and a token of another scheme are refused', async (shop) => {
    const good = await shop.token({ sub: unique('customer') });
    const headers = [
      undefined,
      'Bearer',
      'Bearer ',
      `Basic ${good}`,
      `Bearer ${good.slice(0, -20)}`,
      'Bearer a.b.c',
    ];

    for (const header of headers) {
      refused(await shop.bearing(header).get('/orders'), 401, 'unauthenticated');
    }
    told(await shop.bearing(`Bearer ${good}`).get('/orders'), 200);
  }),

  scenario('a token that has expired is refused', async (shop) => {
    const expired = await shop.token({ sub: unique('customer'), expiresIn: '-3600' });

    refused(await shop.bearing(`Bearer ${expired}`).get('/orders'), 401, 'unauthenticated');
  }),

  scenario(
    'a token signed by nobody, by another key, or with the public key as a password is refused',
    async (shop) => {
      const { header, claims } = readToken(await shop.token({ sub: unique('customer') }));
      const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
      const forged = [
        signed({ ...header, alg: 'none' }, claims, () => ''),
        signed(header, claims, rs256(stranger)),
        signed({ ...header, kid: 'unknown' }, claims, rs256(stranger)),
        signed({ ...header, alg: 'HS256' }, claims, (text) =>
          createHmac('sha256', 'x').update(text).digest('base64url'),
        ),
      ];

      for (const token of forged) {
        refused(await shop.bearing(`Bearer ${token}`).get('/orders'), 401, 'unauthenticated');
      }
    },
  ),

  scenario(
    'a token whose claims were changed is refused, so a customer cannot become an admin',
    async (shop) => {
      const token = await shop.token({ sub: unique('customer') });
      const { claims } = readToken(token);
      const [header = '', , signature = ''] = token.split('.');
      const promoted = `${header}.${coded({ ...claims, 'cognito:groups': ['admin'] })}.${signature}`;

      refused(await shop.bearing(`Bearer ${promoted}`).put('/products/x', {}), 401, 'unauthenticated');
    },
  ),

  scenario('the group of a route is asked for: a customer writes no product and no receipt', async (shop) => {
    const sku = await stocked(shop, 1);
    const customer = await shop.customer();
    const other = shop.bearing(
      `Bearer ${await shop.token({ sub: unique('customer'), groups: 'administrators' })}`,
    );

    for (const caller of [customer, other]) {
      refused(await caller.put(`/products/${sku}`, {}, { 'if-match': '*' }), 403, 'forbidden');
      refused(await caller.post(`/products/${sku}/receipts`, {}), 403, 'forbidden');
    }
  }),

  scenario('what is open to all needs no token', async (shop) => {
    const nobody = shop.bearing(undefined);
    const sku = await stocked(shop, 1);

    for (const path of ['/health', '/openapi.json', '/docs', '/products', `/products/${sku}`]) {
      told(await nobody.get(path), 200);
    }
    refused(await nobody.get('/orders'), 401, 'unauthenticated');
    refused(await nobody.post('/orders', basket([{ sku, quantity: 1 }])), 401, 'unauthenticated');
  }),

  scenario(
    "another customer's order is not found, by reading, paying, cancelling or listing",
    async (shop) => {
      const sku = await stocked(shop, 5);
      const [owner, other] = await Promise.all([shop.customer('owner'), shop.customer('other')]);
      const placed = await owner.post('/orders', basket([{ sku, quantity: 1 }]), {
        'idempotency-key': unique('k'),
      });
      const { orderId } = told(placed, 201, 200).body as { orderId: string };

      const answers = [
        await other.get(`/orders/${orderId}`),
        await other.post(`/orders/${orderId}/payment`, { token: 'tok_ok' }),
        await other.post(`/orders/${orderId}/cancel`),
        await shop.admin.get(`/orders/${orderId}`),
      ];

      for (const answer of answers) refused(answer, 404, 'not_found');
      expect(pageIn(await other.get('/orders'), 'orders', orderShape).items).toEqual([]);
      expect(await ownOrders(owner)).toEqual([orderId]);
    },
  ),

  scenario("a cursor is no way into another customer's orders", async (shop) => {
    const sku = await stocked(shop, 5);
    const [owner, other] = await Promise.all([shop.customer('owner'), shop.customer('other')]);
    for (let n = 0; n < 2; n += 1) {
      await owner.post('/orders', basket([{ sku, quantity: 1 }]), { 'idempotency-key': unique('k') });
    }

    const { cursor = '' } = pageIn(await owner.get('/orders?limit=1'), 'orders', orderShape);
    const answer = await other.get(`/orders?cursor=${encodeURIComponent(cursor)}`);

    expect(cursor).not.toBe('');
    if (answer.status === 200) expect(pageIn(answer, 'orders', orderShape).items).toEqual([]);
    else refused(answer, 400, 'invalid_request');
  }),
];

async function ownOrders(customer: Caller): Promise<string[]> {
  const answer = told(await customer.get('/orders'), 200);

  return pageIn(answer, 'orders', orderShape).items.map(({ orderId }) => orderId);
}

type Claims = Readonly<Record<string, unknown>>;

export function readToken(token: string): { readonly header: Claims; readonly claims: Claims } {
  const [header = '', claims = ''] = token.split('.');
  const decoded = (part: string): Claims => JSON.parse(Buffer.from(part, 'base64url').toString()) as Claims;

  return { header: decoded(header), claims: decoded(claims) };
}

/** A token of our own making. */
export function signed(header: Claims, claims: Claims, signature: (text: string) => string): string {
  const text = `${coded(header)}.${coded(claims)}`;

  return `${text}.${signature(text)}`;
}

export function rs256(key: KeyObject): (text: string) => string {
  return (text) => sign('sha256', Buffer.from(text), key).toString('base64url');
}

function coded(part: Claims): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
