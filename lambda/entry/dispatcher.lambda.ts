import { dispatchBatch } from '../outbox/dispatch-batch';
import { sqsSendAll } from '../outbox/sqs-send-all';
import { queueClient } from './aws-world';
import { setting } from './environment';
import { observer } from './observer';
import { streamDoor } from './stream-door';

const sqs = queueClient();
const notTaken = (error: unknown) => {
  observer.warn('a queue took nothing: the records will come again', { error });
};

const world = {
  toShipping: sqsSendAll(sqs, setting('SHIPPING_QUEUE_URL'), notTaken),
  toDeadline: sqsSendAll(sqs, setting('DEADLINE_QUEUE_URL'), notTaken),
  toDeadLetters: sqsSendAll(sqs, setting('DISPATCHER_DEAD_LETTERS_URL'), notTaken),
  now: () => new Date(),
};

export const handler = streamDoor((records) => dispatchBatch(world, records));
