import type { SentTwice as Sent } from '../http/doors';
import { by, get, json, keyed, order, post, product, put, type Ids } from './requests';
import { strange } from './strange';

/** One day of a shop, request by request: what is right, what is refused, and what is strange. */
export function corpus(ids: Ids): readonly Sent[] {
  return [...catalogue, ...selling(ids), ...nowhere, ...strange(ids)];
}

const catalogue: readonly Sent[] = [
  get('/health'),
  get('/openapi.json'),
  get('/docs'),

  put('/products/cup', product(1_250), { 'if-none-match': '*' }),
  put('/products/cup', product(1_250), { 'if-none-match': '*' }),
  put('/products/cup', product(1_300), { 'if-match': '"1"' }),
  put('/products/cup', product(1_300), { 'if-match': '"1"' }),
  put('/products/cup', product(1_300), {}),
  put('/products/..', product(1), { 'if-none-match': '*' }),
  put('/products/a%20b', product(1), { 'if-none-match': '*' }),
  put('/products/cup', '{"name":""}', { 'if-match': '*' }),
  put('/products/cup', product(1), { ...by('alice'), 'if-match': '*' }),
  post('/products/cup/receipts', keyed('r-1', 'admin'), '{"quantity":10,"reason":"goods in"}'),
  post('/products/cup/receipts', keyed('r-1', 'admin'), '{"quantity":10,"reason":"goods in"}'),
  post('/products/cup/receipts', keyed('r-1', 'admin'), '{"quantity":11,"reason":"goods in"}'),
  post('/products/cup/receipts', keyed('r-2', 'admin'), '{"quantity":-99,"reason":"damage"}'),
  get('/products'),
  get('/products?limit=1&limit=2'),
  get('/products?limit=0'),
  get('/products?cursor=nonsense&colour=a+b%26c'),
  get('/products/cup'),
  get('/products/none'),
  get('/products/..'),
  get('/products/%2e%2e'),
  get('/products/%ff'),
];

function selling({ paid, held, declined, unknown, parcel }: Ids): readonly Sent[] {
  return [
    post('/orders', keyed('paid'), order('tok_ok')),
    post('/orders', keyed('paid'), order('tok_ok')),
    post('/orders', keyed('paid'), order('tok_declined')),
    post('/orders', keyed('held'), order()),
    post('/orders', keyed('declined'), order('tok_declined')),
    post('/orders', keyed('unknown'), order('tok_timeout_not_charged')),
    post('/orders', keyed('many'), order('tok_ok', [{ sku: 'cup', quantity: 999 }])),
    post('/orders', keyed('what'), order('tok_ok', [{ sku: 'none', quantity: 1 }])),
    post('/orders', keyed('bad'), order('tok_other', [{ sku: 'cup', quantity: 1.5 }])),
    post('/orders', keyed('json'), '{"lines":'),
    post('/orders', keyed('nothing')),
    { ...post('/orders', keyed('bytes')), body: Buffer.from(order().replace('ü', '\xff'), 'latin1') },
    post('/orders', by('alice', json), order()),
    ...['é', '€'].map((key) => post('/orders', keyed(key), order())),
    post('/orders', { ...keyed('type'), 'content-type': 'text/plain' }, order()),
    post('/orders', keyed('large'), order() + ' '.repeat(65_536)),
    post('/orders', keyed('huge'), order() + ' '.repeat(3_000_000)),
    post('/orders', { ...json, 'idempotency-key': 'nobody' }, order()),
    get('/orders', by('alice')),
    get('/orders?limit=2', by('alice')),
    get('/orders', by('expired')),
    get('/orders', { authorization: 'Basic YTpi' }),
    get(`/orders/${paid}`, by('alice')),
    get(`/orders/${paid}`, by('bob')),
    get('/orders/no-id', by('alice')),
    post(`/orders/${held}/payment`, by('alice', json), '{"token":"tok_declined"}'),
    post(`/orders/${held}/payment`, by('alice', json), '{"token":"tok_ok"}'),
    post(`/orders/${held}/payment`, by('alice', json), '{"token":"tok_ok"}'),
    post(`/orders/${paid}/cancel`, by('alice')),
    post(`/orders/${paid}/cancel`, by('alice')),
    post(`/orders/${paid}/cancel`, by('bob')),
    post(`/orders/${unknown}/payment`, by('alice', json), '{"token":"tok_ok"}'),
    post(`/orders/${unknown}/cancel`, by('alice')),
    ...[2, 3].map(() => post(`/orders/${declined}/payment`, by('alice', json), '{"token":"tok_declined"}')),
    post(`/orders/${declined}/payment`, by('alice', json), '{"token":"tok_ok"}'),
    post('/orders', keyed('parcel'), order('tok_ok')),
    post(`/orders/${parcel}/cancel`, by('alice')),
  ];
}

const nowhere: readonly Sent[] = [
  { method: 'DELETE', path: '/orders', headers: by('alice') },
  { method: 'PATCH', path: '/products/cup', headers: by('admin', json), body: '{}' },
  { method: 'POST', path: '/health' },
  { method: 'HEAD', path: '/products' },
  { method: 'TRACE', path: '/orders', headers: by('alice') },
  get('/nothing'),
  get('/orders/a/b/c', by('alice')),
  get('/products/cup/'),
  get('//products'),
  get('/dev\\null'),
];
