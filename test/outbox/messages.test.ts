import { bodyOf } from '../../lambda/outbox/messages';
import { readDeadlineMessage, readShippingMessage } from '../../lambda/outbox/messages-schema';

const address = { customerId: 'Adä 🫖\u0000', orderId: 'o1' };
const deadline = { ...address, version: 3, waitSeconds: 0, pauseSeconds: 4, once: true };

test('a message is read as it was written, whoever the customer is, in printable ASCII alone', () => {
  const body = bodyOf(deadline);

  expect(body).toMatch(/^[ -~]+$/);
  expect(readDeadlineMessage(body)).toEqual(deadline);
  expect(readShippingMessage(bodyOf({ ...address, pauseSeconds: 8 }))).toEqual({
    ...address,
    pauseSeconds: 8,
  });
});

test.each([
  ['without a version', { version: undefined }],
  ['of version 0', { version: 0 }],
  ['of half a version', { version: 1.5 }],
  ['without a wait', { waitSeconds: undefined }],
  ['with a wait that is no number', { waitSeconds: NaN }],
  ['with a negative wait', { waitSeconds: -1 }],
  ['of nobody', { customerId: '' }],
  ['of no order', { orderId: '' }],
])('a deadline message %s is refused', (_, wrong) => {
  expect(() => readDeadlineMessage(bodyOf({ ...deadline, ...wrong }))).toThrow();
});
