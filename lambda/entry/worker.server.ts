import { meetDeadline } from '../order/deadline-worker';
import { holdDeadline } from '../order/hold-deadlines';
import { readDeadlineMessage, readShippingMessage } from '../outbox/messages-schema';
import { stopSignal } from '../server/drain';
import { listen } from '../server/listen';
import { metricsListener } from '../server/metrics-listener';
import { poll, type Polled } from '../server/poll';
import { shipDelivered } from '../shipping/shipping-worker';
import { deadlineWorld, queueClient, shippingWorld } from './aws-world';
import { deadlinesHeld, port, seconds, setting } from './environment';
import { lastCounts, log, metrics, observer } from './server-observer';

/** Four batches of ten for each queue: what waits on the store and the carrier costs a process little. */
const LANES = 4;

const sqs = queueClient();
const shipping = shippingWorld(observer);
const deadline = deadlineWorld(observer);
const meet = deadlinesHeld() ? holdDeadline : meetDeadline;

/** Both queues, until the platform asks to stop; then what was received is finished. */
async function work(): Promise<void> {
  const stop = stopSignal();
  const counts = await listen(metricsListener(metrics), {
    host: setting('HOST'),
    port: port('METRICS_PORT'),
  });

  const stops = [
    consume('SHIPPING_QUEUE_URL', ({ body, receiptHandle }) =>
      shipDelivered(shipping, { message: readShippingMessage(body), receiptHandle }),
    ),
    consume('DEADLINE_QUEUE_URL', async ({ body }) => {
      await meet(deadline, readDeadlineMessage(body));
      return 'done';
    }),
  ];
  log.info('working', { metricsPort: counts.port });

  await stop;
  log.info('stopping');
  await Promise.all(stops.map((stopOne) => stopOne()));
}

function consume(queue: 'SHIPPING_QUEUE_URL' | 'DEADLINE_QUEUE_URL', doWork: Polled['work']) {
  return poll({
    sqs,
    queueUrl: setting(queue),
    lanes: LANES,
    waitSeconds: seconds('POLL_SECONDS'),
    work: async (message) => await doWork(message), // what it throws at once is a failure of this message alone
    ended: (outcome) => metrics.delivered(queue === 'SHIPPING_QUEUE_URL' ? 'shipping' : 'deadline', outcome),
    warn: observer.warn.bind(observer),
  });
}

// whatever connections the SDK still holds, there is nothing left to do
void work()
  .then(lastCounts)
  .then(() => process.exit(0));
