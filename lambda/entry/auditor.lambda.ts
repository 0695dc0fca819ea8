import { runAuditor } from '../audit/auditor';
import { dynamoBooks } from '../audit/dynamo-books';
import { documentClient } from '../dynamo/client';
import { sqsDeadlineMessages } from '../outbox/sqs-messages';
import { patientGateway } from '../payment/patient-gateway';
import { sandboxGateway } from '../payment/sandbox-gateway';
import { sandboxCarrier } from '../shipping/sandbox-carrier';
import { queueClient, sandboxLedger } from './aws-world';
import { deadlinesHeld, setting } from './environment';
import { observed, observer } from './observer';

const db = documentClient();
const ledger = sandboxLedger(db);

const world = {
  books: dynamoBooks(db, {
    inventory: setting('INVENTORY_TABLE'),
    orders: setting('ORDERS_TABLE'),
    sandbox: setting('SANDBOX_TABLE'),
  }),
  payments: patientGateway(sandboxGateway(ledger), (error, reference) => {
    observer.warn('a refund got no answer: the next run asks again', { reference, error });
  }),
  carrier: sandboxCarrier(ledger, (error, orderId) => {
    observer.warn('no answer from the carrier: the next run asks again', { orderId, error });
  }),
  deadlineMessages: sqsDeadlineMessages(queueClient(), setting('DEADLINE_QUEUE_URL')),
  now: () => new Date(),
  deadlinesHeld: deadlinesHeld(),
  observer,
};

export const handler = observed(() => runAuditor(world));
