import type { LocalRun } from './run';
import { demoProducts } from './seed';

const mug = demoProducts[0];
const order = {
  lines: [{ sku: mug.sku, quantity: 2 }],
  shipTo: { name: 'Alice', postcode: '10115', address: '1 Main Street, Berlin' },
  payment: { token: 'tok_ok' },
};

/** Commands that work as they stand, in another terminal. */
export function whatToTry({ url, dynamodbUrl }: LocalRun, seed: 'demo' | 'none'): string {
  const json = "-H 'content-type: application/json'";
  const token = (name: string, query: string) =>
    `  ${name}=$(curl -s '${url}/dev/token?${query}' | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')`;
  const product = JSON.stringify({ name: mug.name, unitPrice: mug.unitPrice, currency: mug.currency });
  const receipt = JSON.stringify({ quantity: mug.stock, reason: 'goods in' });
  const own = [
    token('ADMIN', 'sub=admin&groups=admin'),
    `  curl -s -X PUT ${url}/products/${mug.sku} -H "authorization: Bearer $ADMIN" ${json} -H 'if-none-match: *' -d '${product}'`,
    `  curl -s ${url}/products/${mug.sku}/receipts -H "authorization: Bearer $ADMIN" ${json} -H 'idempotency-key: goods-1' -d '${receipt}'`,
  ];

  return [
    '',
    'To try, in another terminal:',
    ...(seed === 'none' ? own : []),
    `  curl -s ${url}/products`,
    token('TOKEN', 'sub=alice'),
    `  curl -s ${url}/orders -H "authorization: Bearer $TOKEN" ${json} -H 'idempotency-key: first-order' -d '${JSON.stringify(order)}'`,
    `  curl -s ${url}/orders -H "authorization: Bearer $TOKEN"`,
    `  npm run audit -- --dynamodb ${dynamodbUrl}`,
    `The contract, to read: ${url}/docs`,
    'Ctrl-C stops.',
  ].join('\n');
}
