import type { UnfinishedOrder } from '../order/order';

/** SQS delays a message by 15 minutes at most; a longer wait takes several messages. */
export const LONGEST_DELAY_SECONDS = 900;

export interface ShippingMessage {
  readonly customerId: string;
  readonly orderId: string;
  /** How long the carrier gave no answer before this message: each fresh one waits twice as long. */
  readonly pauseSeconds?: number;
}

/** Says that an order is due once its wait is over, if it is still of this version then. No clock is asked. */
export interface DeadlineMessage {
  readonly customerId: string;
  readonly orderId: string;
  readonly version: number;
  /** What is left to wait, in seconds, after this message's own delay. */
  readonly waitSeconds: number;
  /** How long the last pause was while an outcome stayed unknown. */
  readonly pauseSeconds?: number;
  /** Sent by the auditor, which sends another on its next run if need be: not to be followed up. */
  readonly once?: boolean;
}

/** A message and its delay in whole seconds, 0 to {@link LONGEST_DELAY_SECONDS}. */
export interface Delayed<Message> {
  readonly message: Message;
  readonly delaySeconds: number;
}

export interface DeadlineMessages {
  send(delayed: Delayed<DeadlineMessage>): Promise<void>;
}

export interface ShippingMessages {
  send(delayed: Delayed<ShippingMessage>): Promise<void>;
  /** Lets the message that is being worked on come back after so many seconds. */
  comeBack(receiptHandle: string, seconds: number): Promise<void>;
}

/** A message as a queue takes it: queues refuse some characters, and a customer's name may hold any. */
export function bodyOf(message: unknown): string {
  return JSON.stringify(message).replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The next hop of a wait: as long a delay as the queue allows, and the rest carried along. */
export function hop(message: DeadlineMessage): Delayed<DeadlineMessage> {
  const delaySeconds = Math.min(LONGEST_DELAY_SECONDS, message.waitSeconds);

  return { message: { ...message, waitSeconds: message.waitSeconds - delaySeconds }, delaySeconds };
}

/**
 * How long an order is to wait for its deadline, in seconds. `dueAt` and `updatedAt` are of one writer's clock, so that their difference
 * holds on every other: a payment is settled only when no call can be in flight. For a hold, being early or late by a clock's error does no harm,
 * and what has passed of it need not be waited for again.
 */
export function waitOf(order: UnfinishedOrder, now: Date): number {
  const whole = secondsBetween(order.updatedAt, order.dueAt);
  if (order.status === 'paying') return whole;

  return Math.min(whole, secondsBetween(now.toISOString(), order.dueAt));
}

export function deadlineOf(order: UnfinishedOrder, now: Date): DeadlineMessage {
  const { customerId, orderId, version } = order;
  return { customerId, orderId, version, waitSeconds: waitOf(order, now) };
}

/** The pause before an unknown outcome is asked for again: doubled each time, up to the longest delay. */
export function nextPause(last = 0): number {
  return Math.min(LONGEST_DELAY_SECONDS, Math.max(FIRST_PAUSE_SECONDS, last * 2));
}

const FIRST_PAUSE_SECONDS = 2;

function secondsBetween(from: string, to: string): number {
  return Math.max(0, Math.ceil((Date.parse(to) - Date.parse(from)) / 1000));
}
