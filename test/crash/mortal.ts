import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { randomUUID } from 'node:crypto';
import { dynamoOrderStore } from '../../lambda/order/dynamo-order-store';
import { dynamoPriceMemory } from '../../lambda/order/price-memory';
import { patientGateway } from '../../lambda/payment/patient-gateway';
import { sandboxGateway } from '../../lambda/payment/sandbox-gateway';
import { sandboxCarrier } from '../../lambda/shipping/sandbox-carrier';
import { impatient, PATIENCE_MS, tables, type TestWorld } from '../world';

/** Where a process stops: at one of its calls to the store, before the call has an effect or after it. */
export interface Stop {
  /** From 0, in the order in which the process makes its calls. */
  readonly call: number;
  readonly when: 'before its effect' | 'after its effect';
}

/** A process that stops at one of its calls, while the store lives on. */
export interface Mortal {
  readonly world: TestWorld;
  /** Resolves when the process has stopped: from then on none of its calls is sent or answered. */
  readonly stopped: Promise<void>;
  /** Lets a process that only paused go on from where it stopped. */
  resume(): void;
  /** Calls made so far. */
  readonly calls: () => number;
}

/** The order flow of a process of its own over the store of `world`. Without a `stop` it lives to the end. */
export function mortalOf(world: TestWorld, stop?: Stop): Mortal {
  let calls = 0;
  let resume = () => {};
  let hasStopped = () => {};
  const resumed = new Promise<void>((resolve) => (resume = resolve));
  const stopped = new Promise<void>((resolve) => (hasStopped = resolve));
  let asleep = false;

  const standStill = async () => {
    asleep = true;
    hasStopped();
    await resumed;
    asleep = false;
  };
  const send = async (command: never): Promise<unknown> => {
    if (asleep) await resumed; // what a stopped process would do next, it does not do
    const here = stop?.call === calls ? stop.when : undefined;
    calls += 1;
    if (here === 'before its effect') await standStill();
    const answer = world.db.send(command).then(
      (value: unknown) => () => value,
      (error: unknown) => () => {
        throw error as Error;
      },
    );
    const told = await answer;
    if (here === 'after its effect') await standStill();
    if (asleep) await resumed;
    return told();
  };

  return {
    world: flowOver({ send } as unknown as DynamoDBDocumentClient, world),
    stopped,
    resume,
    calls: () => calls,
  };
}

function flowOver(db: DynamoDBDocumentClient, world: TestWorld): TestWorld {
  const ledger = { db, table: tables.sandbox, newId: randomUUID };

  return {
    ...world,
    orders: dynamoOrderStore({ db, tables, newId: () => randomUUID().slice(0, 18) }),
    prices: dynamoPriceMemory(db, tables.inventory),
    payments: patientGateway(impatient(sandboxGateway(ledger)), () => undefined, PATIENCE_MS),
    carrier: sandboxCarrier(ledger, () => undefined),
  };
}
