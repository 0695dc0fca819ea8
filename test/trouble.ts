import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** What happens to a command in place of being sent. */
export type Happening = (send: () => Promise<unknown>) => Promise<unknown>;

export type CommandName =
  | 'BatchGetItemCommand'
  | 'GetItemCommand'
  | 'PutItemCommand'
  | 'QueryCommand'
  | 'ScanCommand'
  | 'TransactWriteItemsCommand'
  | 'UpdateItemCommand';

interface Which {
  /** So many commands of this name pass first. @default 0 */
  readonly after?: number;
  /** And so many meet it then. @default 1 */
  readonly times?: number;
}

/** Lets commands of one name meet trouble on their way to the store. Answers how many have met it. */
export function meet(
  db: DynamoDBDocumentClient,
  name: CommandName,
  happen: Happening,
  { after = 0, times = 1 }: Which = {},
): () => number {
  let [toPass, left] = [after, times];
  db.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName !== name || left === 0) return next(args);
        if (toPass > 0) {
          toPass -= 1;
          return next(args);
        }
        left -= 1;
        return (await happen(() => next(args))) as Awaited<ReturnType<typeof next>>;
      },
    { step: 'initialize' },
  );
  return () => times - left;
}

const noAnswer = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });

/** Done, and not answered. */
export const answerLost: Happening = async (send) => {
  await send().catch(() => undefined);
  throw noAnswer();
};

/** Neither done, for now, nor answered. */
export const stillOnItsWay: Happening = () => Promise.reject(noAnswer());

/** Refused for load: nothing is done. */
export const throttled: Happening = () =>
  Promise.reject(Object.assign(new Error('slow down'), { name: 'ThrottlingException' }));

/** The clock by which patience is measured stands still from here on, but for {@link busyForLong}. Everything else goes on. */
export function freezePatience(): void {
  const goOn = ['Date', 'hrtime', 'nextTick', 'queueMicrotask', 'setImmediate', 'clearImmediate'] as const;
  jest.useFakeTimers({ doNotFake: [...goOn, 'setInterval', 'clearInterval'] });
}

/** Refused for load until nobody's patience is left. */
export const busyForLong: Happening = (send) => {
  jest.advanceTimersByTime(10_000);
  return throttled(send);
};

/** A transaction that is cancelled for these reasons, member by member. */
export function cancelledFor(...codes: readonly string[]): TransactionCanceledException {
  return new TransactionCanceledException({
    message: 'cancelled',
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
}

/** A transaction of which the store says what it did, but of these members that they met contention. */
export function contentionAt(...members: readonly number[]): Happening {
  return async (send) => {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      for (const member of members)
        error.CancellationReasons?.splice(member, 1, { Code: 'TransactionConflict' });
      throw error;
    }
  };
}
