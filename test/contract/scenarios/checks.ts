import { scenario, type Scenario } from '../scenario';
import { unique } from '../shop';
import { basket, cancel, placed, refused, stocked } from '../shopping';

/** Checks come in this order: route, token, group, size, content type, idempotency key, body, precondition, existence, state. */

const lamp = { name: 'A lamp', unitPrice: 1_250, currency: 'EUR' };
const tooLarge = ' '.repeat(65_537);
const text = { 'content-type': 'text/plain' };

export const checks: readonly Scenario[] = [
  scenario('the route comes before the token', async (shop) => {
    const nobody = shop.bearing(undefined);

    refused(await nobody.get('/nothing'), 404, 'not_found');
    refused(await nobody.call({ method: 'DELETE', path: '/orders' }), 405, 'method_not_allowed');
  }),

  scenario('the token comes before the group and the size', async (shop) => {
    const nobody = shop.bearing(undefined);

    refused(await nobody.put('/products/x', lamp), 401, 'unauthenticated');
    refused(await nobody.post('/orders', tooLarge), 401, 'unauthenticated');
  }),

  scenario('the group comes before the size', async (shop) => {
    const customer = await shop.customer();

    refused(await customer.put('/products/x', tooLarge), 403, 'forbidden');
    refused(await customer.post('/products/x/receipts', '{'), 403, 'forbidden');
  }),

  scenario('the size comes before the content type', async (shop) => {
    const customer = await shop.customer();

    refused(await customer.post('/orders', tooLarge, text), 413, 'too_large');
  }),

  scenario('the content type comes before the idempotency key', async (shop) => {
    const customer = await shop.customer();

    refused(await customer.post('/orders', '{}', text), 415, 'unsupported_media_type');
  }),

  scenario('the idempotency key comes before the body', async (shop) => {
    const customer = await shop.customer();

    refused(await customer.post('/orders', '{'), 400, 'idempotency_key_required');
    refused(await shop.admin.post('/products/x/receipts', {}), 400, 'idempotency_key_required');
  }),

  scenario('the body comes before the precondition', async (shop) => {
    const sku = await stocked(shop, 0);

    refused(await shop.admin.put(`/products/${sku}`, {}), 400, 'invalid_request');
    refused(await shop.admin.put(`/products/${sku}`, {}, { 'if-match': '"999"' }), 400, 'invalid_request');
  }),

  scenario('the precondition comes before existence', async (shop) => {
    refused(await shop.admin.put(`/products/${unique('none')}`, lamp), 428, 'precondition_required');
  }),

  scenario('the body comes before existence', async (shop) => {
    const customer = await shop.customer();
    const { orderId } = await placed(customer, [{ sku: await stocked(shop, 1), quantity: 1 }]);
    const none = `${orderId.slice(0, -1)}${orderId.endsWith('0') ? '1' : '0'}`;

    refused(await customer.post(`/orders/${none}/payment`, {}), 400, 'invalid_request');
    refused(
      await customer.post('/orders', basket([{ sku: unique('none'), quantity: 0 }]), {
        'idempotency-key': unique('k'),
      }),
      400,
      'invalid_request',
    );
  }),

  scenario('existence comes before the state', async (shop) => {
    const [customer, other] = await Promise.all([shop.customer(), shop.customer()]);
    const { orderId } = await placed(customer, [{ sku: await stocked(shop, 1), quantity: 1 }]);
    await cancel(customer, orderId);

    refused(await other.post(`/orders/${orderId}/payment`, { token: 'tok_ok' }), 404, 'not_found');
  }),
];
