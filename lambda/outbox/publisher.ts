import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { orderView } from '../order/order-view';
import type { OrderChange } from './dispatcher';
import type { OrderRecord } from './dispatch-batch';
import { chunks } from './sqs-send-all';

const MOST_PER_CALL = 10; // EventBridge takes ten events a call

/** The event of a change of state: everyone else learns of orders by these. A change within a state tells nobody. */
export function eventOf({ before, after }: OrderChange) {
  if (before?.status === after.status) return undefined;

  return {
    Source: 'holdfast',
    DetailType: `order.${after.status}`,
    Detail: JSON.stringify({ eventId: `${after.orderId}/${after.version}`, ...orderView(after) }),
    Time: new Date(after.updatedAt),
  };
}

/** Publishes each change of state and answers with the records to be delivered again; what cannot be read is the dispatcher's to report. */
export function publishBatch(events: EventBridgeClient, bus: string, warn: (error: unknown) => void) {
  return async (records: readonly OrderRecord[]): Promise<readonly string[]> => {
    const due = records.flatMap((record) => {
      const event = 'change' in record ? eventOf(record.change) : undefined;
      return event ? [{ sequence: record.sequence, event: { ...event, EventBusName: bus } }] : [];
    });

    const sent = chunks(due, MOST_PER_CALL).map(async (ten) => {
      try {
        const { Entries = [] } = await events.send(
          new PutEventsCommand({ Entries: ten.map(({ event }) => event) }),
        );
        for (const { ErrorCode, ErrorMessage } of Entries)
          if (ErrorCode) warn(new Error(`${bus} took no event: ${ErrorCode} ${ErrorMessage}`));
        return ten.filter((_, index) => !Entries[index]?.EventId).map(({ sequence }) => sequence);
      } catch (error) {
        warn(error);
        return ten.map(({ sequence }) => sequence);
      }
    });
    return (await Promise.all(sent)).flat();
  };
}
