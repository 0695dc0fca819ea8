import { FilterLogEventsCommand, type CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { IAMClient } from '@aws-sdk/client-iam';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../local/command';
import type { Deployed } from './deployed';
import { readGrants, writeGrants, type RoleGrants } from './grants';
import type { Removal } from './removals';
import type { Shop } from './shop-client';
import { placeOne, stockOneProduct } from './smoke';

/** Cold starts, the way through stream and queue, and before it 37 s where a payment was unknown on a busy machine. */
const DENIED_WITHIN_MS = 120_000;
const PAUSE_MS = 250;

/** What a proof works on: a shop that is deployed, and the means to change what its functions may do. */
export interface Ground {
  readonly shop: Shop;
  readonly deployed: Deployed;
  readonly iam: IAMClient;
  readonly logs: CloudWatchLogsClient;
  /** Aborts when the proof is to end before its time. */
  readonly asked: AbortSignal;
}

/** What became of the order flow without a grant. */
export interface Proof extends Removal {
  /** What the caller saw. */
  readonly seen: string;
  /** What the function wrote down. */
  readonly denied: string;
}

/**
 * Takes one grant away, tries to buy, and gives it back.
 * @throws Refusal unless the flow stops where it must, and the function's log names the denied action.
 */
export async function proveNeeded(ground: Ground, removal: Removal): Promise<Proof> {
  const { iam, deployed } = ground;
  const whole = await readGrants(iam, deployed(`${removal.from}Role`));
  const since = Date.now();

  await writeGrants(iam, without(whole, removal, deployed(removal.on)));
  try {
    const buyer = await buy(ground.shop, removal);
    const denied = await denialIn(ground, removal, since);
    return { ...removal, seen: await buyer.stopped(), denied };
  } finally {
    await writeGrants(iam, whole);
  }
}

function without(whole: RoleGrants, { action, on }: Removal, name: string): RoleGrants {
  const resource = name.split('/').at(-1) ?? name; // a queue's physical name is its URL
  const isTaken = (grant: RoleGrants['grants'][number]) =>
    grant.action.replace(/Batch$/, '') === action && grant.resource.split(/[:/]/).at(-1) === resource;
  const grants = whole.grants.filter((grant) => !isTaken(grant));
  if (grants.length === whole.grants.length)
    throw new Error(`role ${whole.role} must have ${action} on ${on}, to be taken away, got no such grant`);

  return { ...whole, grants };
}

interface Buyer {
  /** What shows that the flow has stopped. @throws Refusal where it has not */
  readonly stopped: () => Promise<string>;
}

async function buy(shop: Shop, { stops }: Removal): Promise<Buyer> {
  if (stops === 'stocking') {
    const refusal = await stockOneProduct(shop).then(
      () => undefined,
      (error: unknown) => (error as Error).message.replace(/ \{.*/s, ''), // the answer's body says nothing of why
    );
    return { stopped: () => Promise.resolve(refusal ?? wentOn('stock was received')) };
  }

  const placed = await placeOne(shop, await stockOneProduct(shop));
  if (stops === 'ordering') {
    const isPaid = placed.status === 201;
    return {
      stopped: () =>
        Promise.resolve(isPaid ? wentOn('an order was paid') : `POST /orders answered ${placed.status}`),
    };
  }

  const orderId = String(placed.body['orderId']);
  return {
    stopped: async () => {
      const { body } = await shop({ method: 'GET', path: `/orders/${orderId}` });
      return body['status'] === 'paid'
        ? 'the order stays paid'
        : wentOn(`order ${orderId} is ${String(body['status'])}`);
    },
  };
}

function wentOn(what: string): never {
  throw new Refusal(`the flow must stop without the grant, but ${what}`);
}

/** Waits until the function's log tells that the action was denied. */
async function denialIn({ logs, deployed, asked }: Ground, removal: Removal, since: number): Promise<string> {
  const logGroupName = deployed(`${removal.from}LogGroup`);
  const until = performance.now() + DENIED_WITHIN_MS;
  for (;;) {
    const { events = [] } = await logs.send(
      new FilterLogEventsCommand({ logGroupName, startTime: since, filterPattern: '"AccessDenied"' }),
      { abortSignal: asked },
    );
    const denial = events
      .map(
        ({ message = '' }) => /not authorized to perform: .+?(?= because|["\\]|$)/.exec(message)?.[0] ?? '',
      )
      .find((said) => said.includes(removal.action));
    if (denial !== undefined) return denial;
    if (performance.now() > until)
      throw new Refusal(
        `without ${removal.action} on ${removal.on}, ${removal.from} must be denied it within ${DENIED_WITHIN_MS / 1000} s, got nothing in ${logGroupName}`,
      );
    await sleep(PAUSE_MS);
  }
}
