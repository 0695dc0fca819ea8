import * as z from 'zod';
import { payOrderBody, placeOrderBody } from '../../../lambda/order/order-schemas';
import { gatewaySchema } from '../../../lib/gateway-schema';

const line = { sku: 'cup', quantity: 1 };
const shipTo = { name: 'Alice', postcode: '12345', address: 'Main street 1' };
const order = { lines: [line], shipTo };

/** The gateway's model as a validator. */
function modelOf(schema: z.ZodType): z.ZodType {
  return z.fromJSONSchema(gatewaySchema(schema) as Parameters<typeof z.fromJSONSchema>[0], {
    defaultTarget: 'draft-4',
  });
}

const model = modelOf(placeOrderBody);
const verdicts = (body: unknown) => [model.safeParse(body).success, placeOrderBody.safeParse(body).success];

test.each<[string, unknown]>([
  ['an order', order],
  ['an order that is paid at once', { ...order, payment: { token: 'tok_ok' } }],
  ['white space around text', { ...order, shipTo: { ...shipTo, name: `  ${'a'.repeat(100)}  ` } }],
  ['200 lines', { ...order, lines: Array(200).fill(line) }],
  ['text of characters that take two places', { ...order, shipTo: { ...shipTo, name: '🚲'.repeat(100) } }],
])('both take %s', (_, body) => {
  expect(verdicts(body)).toEqual([true, true]);
});

test.each<[string, unknown]>([
  ['no body at all', undefined],
  ['a list', [order]],
  ['no lines', { shipTo }],
  ['an empty list of lines', { ...order, lines: [] }],
  ['a field that nobody knows', { ...order, gift: true }],
  ['a number in quotes', { ...order, lines: [{ sku: 'cup', quantity: '1' }] }],
  ['half a unit', { ...order, lines: [{ sku: 'cup', quantity: 0.5 }] }],
  ['more units than an order may have', { ...order, lines: [{ sku: 'cup', quantity: 1_000 }] }],
  ['no address', { ...order, shipTo: { name: 'Alice', postcode: '12345' } }],
])('the gateway refuses %s, as the app would', (_, body) => {
  expect(verdicts(body)).toEqual([false, false]);
});

test.each<[string, unknown]>([
  ['too many lines, for the body may be too large as well', { ...order, lines: Array(201).fill(line) }],
  [
    'a name that is too long when its ends are cut',
    { ...order, shipTo: { ...shipTo, name: 'a'.repeat(101) } },
  ],
  ['a name of white space alone', { ...order, shipTo: { ...shipTo, name: '   ' } }],
  ['what is no SKU', { ...order, lines: [{ sku: '../cup', quantity: 1 }] }],
])('the gateway leaves it to the app to refuse %s', (_, body) => {
  expect(verdicts(body)).toEqual([true, false]);
});

test('a payment is checked in the same way', () => {
  const payment = modelOf(payOrderBody);

  expect(payment.safeParse({ token: 'tok_ok' }).success).toBe(true);
  expect(payment.safeParse({ token: 1 }).success).toBe(false);
  expect(payment.safeParse({}).success).toBe(false);
});

test('a model has only words that the gateway knows, which reads draft 4', () => {
  const words = JSON.stringify([gatewaySchema(placeOrderBody), gatewaySchema(payOrderBody)]).match(/"\w+":/g);
  const named = ['lines', 'shipTo', 'payment', 'sku', 'quantity', 'name', 'postcode', 'address', 'token'];
  const known = [
    'type',
    'properties',
    'required',
    'additionalProperties',
    'items',
    'minItems',
    'minimum',
    'maximum',
    'multipleOf',
  ];

  expect(new Set(words)).toEqual(new Set([...named, ...known].map((word) => `"${word}":`)));
});
