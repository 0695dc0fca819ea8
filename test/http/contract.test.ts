import { createHash } from 'node:crypto';
import { makeApp } from '../../lambda/http/app';
import { contractOf } from '../../lambda/http/contract';
import type { Json, OpenApi } from '../../lambda/http/openapi';
import { problems } from '../../lambda/http/problem';
import { inventoryRoutes } from '../../lambda/inventory/routes';
import type { StockStore } from '../../lambda/inventory/stock-store';
import { routes } from '../../lambda/routes';
import { askBoth } from './doors';

const contract = contractOf(routes);
const document = contract.document.body as OpenApi;
const nobody = { verify: () => Promise.reject(new Error('no token is asked for')) };
const app = makeApp(inventoryRoutes, { contract, stock: {} as StockStore }, nobody);
const operations = Object.values(document.paths).flatMap((path) => Object.values(path));

/** All objects inside a value, itself included. */
function* nested(value: unknown): Generator<Json> {
  if (typeof value !== 'object' || value === null) return;
  yield value as Json;
  for (const inner of Object.values(value)) yield* nested(inner);
}

test('the document is answered to everyone, and names every route', async () => {
  const { status, body } = await askBoth(app, { path: '/openapi.json' });

  const named = Object.entries(body.paths as OpenApi['paths']).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(status).toBe(200);
  expect(body.openapi).toBe('3.1.0');
  expect(named.sort()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort());
});

test('every reference of the document leads somewhere', () => {
  const references = [...nested(document)].flatMap(({ $ref }) => (typeof $ref === 'string' ? [$ref] : []));

  expect(references.length).toBeGreaterThan(5);
  for (const reference of references) {
    expect(document.components.schemas).toHaveProperty([reference.replace('#/components/schemas/', '')]);
  }
});

test('every operation has an id of its own', () => {
  const ids = operations.map(({ operationId }) => operationId);

  expect(new Set(ids).size).toBe(routes.length);
});

test('the schemas are those that validate', () => {
  const receipt = document.paths['/products/{sku}/receipts']?.post?.requestBody?.content as Json;

  expect(receipt['application/json']).toMatchObject({
    schema: {
      additionalProperties: false,
      required: ['quantity', 'reason'],
      properties: {
        quantity: { type: 'integer', minimum: -1_000_000, maximum: 1_000_000 },
        reason: { type: 'string', minLength: 1, maxLength: 200 },
      },
    },
  });
});

test('a route tells every refusal of its checks under its status', () => {
  const { responses, parameters, security } = document.paths['/products/{sku}/receipts']!.post!;

  expect(Object.keys(responses)).toEqual(
    expect.arrayContaining([
      '200',
      '201',
      '400',
      '401',
      '403',
      '404',
      '409',
      '413',
      '415',
      '422',
      '500',
      '503',
    ]),
  );
  expect(JSON.stringify(responses['400'])).toContain('"enum":["invalid_request","idempotency_key_required"]');
  expect(parameters).toContainEqual(
    expect.objectContaining({ name: 'Idempotency-Key', in: 'header', required: true }),
  );
  expect(security).toEqual([{ token: ['admin'] }]);
});

test('what a server says before any route is asked is told of every route', () => {
  for (const { responses } of operations) {
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(['408', '431', '503']));
    expect(JSON.stringify(responses['408'])).toContain('"enum":["request_timeout"]');
    expect(JSON.stringify(responses['431'])).toContain('"enum":["headers_too_large"]');
    expect(JSON.stringify(responses['503'])).toContain('"enum":["busy"]');
  }
});

test('the document describes the keys that are taken, and no others', () => {
  const { parameters } = document.paths['/orders']!.post!;
  const key = parameters.find(({ name }) => name === 'Idempotency-Key')!;
  const { pattern, ...schema } = key.schema as { readonly pattern: string };

  expect(schema).toEqual({ type: 'string', minLength: 1, maxLength: 255 });
  expect(['k', ' k ~', '!'].filter((sent) => !new RegExp(pattern).test(sent))).toEqual([]);
  expect(['', 'é', 'a\u007f', '\t', 'ké'].filter((sent) => new RegExp(pattern).test(sent))).toEqual([]);
  expect(key.description).toContain('Printable ASCII');
});

test('the document names every code that there is', () => {
  expect(document.components.schemas.Problem).toMatchObject({
    properties: { code: { enum: Object.keys(problems) } },
  });
});

test('the page shows every route, asks for nothing and runs nothing', async () => {
  const { status, headers, text } = await askBoth(app, { path: '/docs' });

  expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  for (const { operationId } of operations) expect(text).toContain(`<section id="${operationId}"`);
  expect(text).not.toMatch(/<script|<link|<img|<iframe|\bsrc=|@import|url\(|style=|https?:/i);
});

test('the page’s own policy lets its style in and nothing else', async () => {
  const { headers, text } = await askBoth(app, { path: '/docs' });

  const style = /<style>(.*)<\/style>/s.exec(text)?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  expect(headers['content-security-policy']).toMatch(/^default-src 'none'/);
  expect(headers['content-security-policy']).toContain(`style-src 'sha256-${hash}'`);
});

test('the page escapes what it shows', () => {
  const page = contractOf([
    { method: 'GET', path: '/<b>', who: 'all', summary: '"<script>alert(1)</script>&' },
  ]).page;

  expect(page.body).toContain('&#34;&#60;script&#62;alert(1)&#60;/script&#62;&#38;');
  expect(page.body).not.toMatch(/<script>|<b>/);
});
