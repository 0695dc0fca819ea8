import type { DeadlineMessage, Delayed, ShippingMessage } from './messages';
import { dispatch, type OrderChange } from './dispatcher';

/** A stream record as its door read it: a change, or something that cannot be understood and why. */
export type OrderRecord =
  | { readonly sequence: string; readonly change: OrderChange }
  | { readonly sequence: string; readonly poison: DeadRecord };

export interface DeadRecord {
  readonly sequence: string;
  readonly keys: unknown;
  readonly why: string;
}

export interface Entry<Message> {
  /** The sequence number of the record that it follows from. */
  readonly sequence: string;
  readonly send: Delayed<Message>;
}

/** Sends many messages and answers with the sequence numbers of those that were not taken. Never throws. */
export type SendAll<Message> = (entries: readonly Entry<Message>[]) => Promise<readonly string[]>;

export interface DispatcherWorld {
  readonly toShipping: SendAll<ShippingMessage>;
  readonly toDeadline: SendAll<DeadlineMessage>;
  readonly toDeadLetters: SendAll<DeadRecord>;
  readonly now: () => Date;
}

/**
 * Sends what follows from each record and answers with the records to be delivered again. A record that cannot be understood goes to
 * the dead letters, with its keys, and delays no other. Sending twice is harmless; not sending is not.
 */
export async function dispatchBatch(
  world: DispatcherWorld,
  records: readonly OrderRecord[],
): Promise<readonly string[]> {
  const shipping: Entry<ShippingMessage>[] = [];
  const deadlines = new Map<string, Entry<DeadlineMessage>>();
  const dead: Entry<DeadRecord>[] = [];

  for (const record of records) {
    const { sequence } = record;
    if ('poison' in record) {
      dead.push({ sequence, send: { message: record.poison, delaySeconds: 0 } });
      continue;
    }
    // a deadline is for one version: of several versions in a batch only the last can still be due
    deadlines.delete(record.change.after.orderId);
    for (const { queue, send } of dispatch(record.change, world.now())) {
      if (queue === 'shipping') shipping.push({ sequence, send });
      else deadlines.set(record.change.after.orderId, { sequence, send });
    }
  }

  const failed = await Promise.all([
    world.toShipping(shipping),
    world.toDeadline([...deadlines.values()]),
    world.toDeadLetters(dead),
  ]);
  return [...new Set(failed.flat())];
}
