import type { Resource } from '../../lib/guards/assembly';
import { lanesPerWorker, POLL_SECONDS, pollersPerMapping, SECONDS } from './assumptions';
import { visit } from './metered';
import { BYTES_PER_GB, charge, type Month, type Pricing } from './month';
import { workerTasks } from './tasks';

/** A message is sent, received and deleted. */
const REQUESTS_PER_MESSAGE = 3;

const messagesPerVisit: readonly (readonly [RegExp, number])[] = [
  [/^ShippingQueue/, visit.messages.shipping],
  [/^DeadlineQueue/, visit.messages.deadline],
  [/DeadLetters/, 0], // in a month in which nothing goes wrong
];

/** Work and the waiting for it: a receive that finds nothing is a request too. */
export const priceQueue: Pricing = (queue, month) => [
  charge('queueRequest', messagesOf(queue) * REQUESTS_PER_MESSAGE * month.orders),
  charge('queueRequest', (receiversOf(queue, month) * SECONDS) / POLL_SECONDS),
];

export const priceBus: Pricing = (_, { orders }) => [charge('event', visit.events * orders)];

export const priceArchive: Pricing = (archive, { orders }) => {
  const archived = (visit.eventBytes * orders) / BYTES_PER_GB;
  const days = Number(archive.properties['RetentionDays'] ?? 0);

  return [charge('archived', archived), charge('archiveStorage', (archived * days) / 30)];
};

/** @throws Error for a queue whose messages nobody has counted. */
function messagesOf({ id, stack }: Resource): number {
  const known = messagesPerVisit.find(([sign]) => sign.test(id));
  if (known) return known[1];

  throw new Error(
    `queue ${id} of ${stack} has no counted messages: say in deploy/cost/queues.ts how many a visit sends`,
  );
}

/** Receives that wait at a queue at any time. */
function receiversOf(queue: Resource, month: Month): number {
  const mappings = month.assembly
    .ofType('AWS::Lambda::EventSourceMapping')
    .filter(
      (mapping) => month.assembly.pointedTo(mapping, mapping.properties['EventSourceArn'])?.id === queue.id,
    );
  const isWork = messagesOf(queue) > 0;

  return mappings.length * pollersPerMapping + (isWork ? workerTasks(month) * lanesPerWorker : 0);
}
