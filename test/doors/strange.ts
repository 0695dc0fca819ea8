import type { SentTwice as Sent } from '../http/doors';
import { by, get, keyed, post, product, put, type Ids } from './requests';

/** What no client should send, and some do. */
export function strange({ paid, held }: Ids): readonly Sent[] {
  const asked = '{"quantity":1,"reason":"goods in"}';
  const receipt = (name: string, headers: Sent['headers'], body: string = asked) =>
    post('/products/cup/receipts', { ...keyed(name, 'admin'), ...headers }, body);

  return [
    ...['/products/c%75p', '/products/cup%2F', '/products/a%2Fb', '/products/%C3%A9', '/products/%'].map(
      (path) => get(path),
    ),
    ...['/products/cup%00', '/products/cup%20', '/products/cup;v=1', '/products/CUP', '/PRODUCTS'].map(
      (path) => get(path),
    ),
    ...[
      `/products/${'x'.repeat(65)}`,
      `/products/${'x'.repeat(3_000)}`,
      '/products/%2E',
      '/products//cup',
    ].map((path) => get(path)),
    ...['/orders/%2e%2e/health', '/./products', '/products/../health', '/products/{sku}'].map((path) =>
      get(path),
    ),
    get(`/orders/${paid.replace(/^./, (first) => `%${first.charCodeAt(0).toString(16)}`)}`, by('alice')),
    get(`/orders/${paid.toUpperCase()}`, by('alice')),
    post(`/orders/${paid}%2Fcancel`, by('alice')),

    ...['?', '?limit', '?limit=', '?limit=%31', '?limit=1e1', '?limit=%201', '?limit=101', '?LIMIT=0'].map(
      (query) => get(`/products${query}`),
    ),
    ...[
      '?&&=&limit=1',
      '?limit=1&limit=x',
      '?limit=x&limit=1',
      '?cursor=',
      '?cursor=%ff',
      '?limit=1?limit=2',
    ].map((query) => get(`/products${query}`)),
    ...['?cursor=a+b', '?cursor=a%2Bb', '?limit[]=1', `?none=${'y'.repeat(3_000)}`].map((query) =>
      get(`/products${query}`),
    ),

    get('/orders', { authorization: 'bearer alice' }),
    get('/orders', { authorization: 'Bearer' }),
    get('/orders', { authorization: 'Bearer  alice' }),
    get('/orders', { authorization: 'Bearer alice bob' }),
    get('/orders', { authorization: '' }),
    get('/orders', { authorization: ['Bearer alice', 'Bearer bob'] }),
    get('/orders', { Authorization: 'Bearer alice' }),
    get('/orders', by('unchecked')),

    receipt('s-1', { 'content-type': 'Application/JSON; Charset="UTF-8"' }),
    receipt('s-2', { 'content-type': 'application/vnd.shop+json' }),
    receipt('s-3', { 'content-type': 'application/json; charset=latin1' }),
    receipt('s-4', { 'content-type': ['application/json', 'application/json'] }),
    receipt('s-5', { 'content-type': '' }),
    receipt('s-6', { 'content-encoding': 'gzip' }),
    receipt('s-7', { 'content-encoding': 'identity' }),
    receipt('s-8', { 'idempotency-key': ['a', 'b'] }),
    receipt('s-9', { 'idempotency-key': '' }),
    receipt('s-10', { 'idempotency-key': 'k'.repeat(255) }),
    receipt('s-11', { 'idempotency-key': 'k'.repeat(256) }),
    receipt('s-12', { 'idempotency-key': ' spaces around ' }),
    receipt('s-13', {}, `\uFEFF${asked}`),
    receipt('s-14', {}, ` ${asked}\r\n`),
    receipt('s-15', {}, '[]'),
    receipt('s-16', {}, 'null'),
    receipt('s-17', {}, '"\\ud800"'),
    receipt('s-18', {}, '{"quantity":1,"quantity":2,"reason":"twice"}'),
    receipt('s-19', {}, '{"__proto__":{"quantity":1},"reason":"x"}'),
    receipt('s-20', {}, '{"quantity":1,"reason":"\\u0000"}'),
    receipt('s-21', {}, '{"quantity":1,"reason":"😀 \\ud83d\\ude00"}'),
    receipt('s-22', {}, '['.repeat(20_000)),
    receipt('s-23', {}, asked.padEnd(65_536)),
    receipt('s-24', {}, asked.padEnd(65_537)),
    receipt('s-25', {}, ''),
    put('/products/cup', product(1), { 'if-match': ['"1"', '"2"'] }),
    put('/products/cup', product(1), { 'if-match': 'W/"2"' }),
    put('/products/cup', product(1), { 'if-match': '"2"', 'if-none-match': '*' }),
    put('/products/cup', product(1), { 'if-none-match': '"2"' }),
    put('/products/caf%C3%A9', product(1), { 'if-none-match': '*' }),

    { ...get('/products/cup'), body: 'a body that nobody reads' },
    { ...get('/health'), body: ' '.repeat(70_000) },
    post(`/orders/${held}/cancel`, by('alice'), 'neither JSON nor wanted'),
    post(`/orders/${held}/cancel`, by('alice'), ' '.repeat(65_537)),
    ...['HEAD', 'OPTIONS', 'DELETE', 'PATCH', 'TRACE'].flatMap((method) =>
      ['/health', '/docs', '/orders', `/orders/${paid}`, `/orders/${paid}/cancel`, '/nothing'].map(
        (path) => ({ method, path }),
      ),
    ),
  ];
}
