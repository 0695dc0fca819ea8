import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { randomBytes } from 'node:crypto';
import { documentClient } from '../dynamo/client';
import type { SandboxLedger } from '../dynamo/sandbox-ledger';
import { tokenVerifier } from '../identity/token-verifier';
import { dynamoOrderStore } from '../order/dynamo-order-store';
import type { OrderWorld } from '../order/routes';
import { dynamoPriceMemory } from '../order/price-memory';
import { queueClient } from '../outbox/clients';
import { sqsDeadlineMessages, sqsShippingMessages } from '../outbox/sqs-messages';
import { patientGateway } from '../payment/patient-gateway';
import { sandboxGateway } from '../payment/sandbox-gateway';
import { sandboxCarrier } from '../shipping/sandbox-carrier';
import type { Observer, World } from '../world';
import { seconds, setting } from './environment';

/** The side effects of the order flow on AWS: each entry takes the parts that its function may use. */

export function orderWorld(observer: Observer): OrderWorld {
  const db = documentClient();
  return { ...flow(db, observer), prices: dynamoPriceMemory(db, setting('INVENTORY_TABLE')) };
}

export function shippingWorld(observer: Observer): Omit<World, 'prices' | 'deadlineMessages'> {
  const shippingMessages = sqsShippingMessages(queueClient(), setting('SHIPPING_QUEUE_URL'));
  return { ...flow(documentClient(), observer), shippingMessages };
}

export function deadlineWorld(observer: Observer): Omit<World, 'prices' | 'shippingMessages'> {
  const deadlineMessages = sqsDeadlineMessages(queueClient(), setting('DEADLINE_QUEUE_URL'));
  return { ...flow(documentClient(), observer), deadlineMessages };
}

export { queueClient };

/** Whose tokens count, from the settings. */
export function verifier() {
  return tokenVerifier({
    issuer: setting('TOKEN_ISSUER'),
    clientId: setting('TOKEN_CLIENT_ID'),
    jwksUri: setting('TOKEN_JWKS_URI'),
  });
}

export function newId(): string {
  return randomBytes(12).toString('base64url');
}

export function sandboxLedger(db: DynamoDBDocumentClient): SandboxLedger {
  return { db, table: setting('SANDBOX_TABLE'), newId };
}

function flow(db: DynamoDBDocumentClient, watch: Observer) {
  const ledger = sandboxLedger(db);

  return {
    orders: dynamoOrderStore({
      db,
      tables: { orders: setting('ORDERS_TABLE'), inventory: setting('INVENTORY_TABLE') },
      newId,
    }),
    payments: patientGateway(sandboxGateway(ledger), (error, reference) => {
      watch.warn('no answer from the payment gateway', { reference, error });
    }),
    carrier: sandboxCarrier(ledger, (error, orderId) => {
      watch.warn('no answer from the carrier', { orderId, error });
    }),
    policy: { holdSeconds: seconds('HOLD_SECONDS'), settleSeconds: seconds('SETTLE_SECONDS') },
    now: () => new Date(),
    observer: watch,
  };
}
