import { runAuditor } from '../audit/auditor';
import { dynamoBooks } from '../audit/dynamo-books';
import { documentClient } from '../dynamo/client';
import { sqsDeadlineMessages } from '../outbox/sqs-messages';
import { patientGateway } from '../payment/patient-gateway';
import { sandboxGateway } from '../payment/sandbox-gateway';
import { queueClient, sandboxLedger } from './aws-world';
import { setting } from './environment';
import { observed, observer } from './observer';

const db = documentClient();

const world = {
  books: dynamoBooks(db, {
    inventory: setting('INVENTORY_TABLE'),
    orders: setting('ORDERS_TABLE'),
    sandbox: setting('SANDBOX_TABLE'),
  }),
  payments: patientGateway(sandboxGateway(sandboxLedger(db)), (error, reference) => {
    observer.warn('a refund got no answer: the next run asks again', { reference, error });
  }),
  deadlineMessages: sqsDeadlineMessages(queueClient(), setting('DEADLINE_QUEUE_URL')),
  now: () => new Date(),
  observer,
};

export const handler = observed(() => runAuditor(world));
