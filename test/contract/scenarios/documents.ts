import { scenario, type Scenario } from '../scenario';
import { unique } from '../shop';
import { stocked, told } from '../shopping';

interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: object }>>>>;
}

/** The contract's table of routes. */
const routes: readonly [string, string, readonly string[]][] = [
  ['/health', 'get', ['200']],
  ['/products', 'get', ['200', '400']],
  ['/products/{sku}', 'get', ['200', '404']],
  ['/products/{sku}', 'put', ['200', '201', '400', '401', '403', '412', '413', '415', '428']],
  [
    '/products/{sku}/receipts',
    'post',
    ['200', '201', '400', '401', '403', '404', '409', '413', '415', '422'],
  ],
  ['/orders', 'post', ['200', '201', '202', '400', '401', '402', '404', '409', '413', '415', '422']],
  ['/orders', 'get', ['200', '400', '401']],
  ['/orders/{orderId}', 'get', ['200', '401', '404']],
  ['/orders/{orderId}/payment', 'post', ['200', '202', '400', '401', '402', '404', '409']],
  ['/orders/{orderId}/cancel', 'post', ['200', '401', '404', '409']],
];

export const documents: readonly Scenario[] = [
  scenario('the shop says that it is well', async (shop) => {
    const answer = told(await shop.bearing(undefined).get('/health'), 200);

    expect(answer.body).toEqual({ status: 'ok' });
  }),

  scenario('the published contract is OpenAPI 3.1 and has every route and every status', async (shop) => {
    const { openapi, paths } = told(await shop.bearing(undefined).get('/openapi.json'), 200).body as Document;

    expect(openapi).toMatch(/^3\.1\./);
    for (const [path, method, statuses] of routes) {
      const described = Object.keys(paths[path]?.[method]?.responses ?? {});
      expect([method, path, described]).toEqual([method, path, expect.arrayContaining([...statuses])]);
    }
  }),

  scenario('the page to read it needs nothing from elsewhere', async (shop) => {
    const { headers, text } = told(await shop.bearing(undefined).get('/docs'), 200);

    expect(headers['content-type']).toMatch(/^text\/html/);
    expect(text).not.toMatch(/(?:src|href)\s*=\s*["']?(?:https?:)?\/\//i);
    for (const [path] of routes) expect(text).toContain(path);
  }),

  scenario('no answer about products or orders may be kept by a cache', async (shop) => {
    const sku = await stocked(shop, 1);
    const customer = await shop.customer();

    const answers = [
      await customer.get('/products'),
      await customer.get(`/products/${sku}`),
      await customer.get(`/products/${unique('none')}`),
      await customer.get('/orders'),
      await customer.get('/orders/nothing'),
      await customer.post('/orders', '{'),
      await shop.bearing(undefined).get('/orders'),
      await customer.call({ method: 'DELETE', path: '/orders' }),
      await shop.admin.put(`/products/${sku}`, {}),
    ];

    for (const answer of answers) expect(answer.headers['cache-control']).toBe('no-store');
  }),
];
