import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';

export type Image = Readonly<Record<string, unknown>>;

/** What one member of a cancelled transaction said; `image` is the item that refused, where there was one. */
export interface MemberRefusal {
  readonly failed: boolean;
  readonly image?: Image;
}

/** The image that made a plain conditional write fail, `undefined` where no item stood. Any other error is thrown on. */
export function refusedBy(error: unknown): Image | undefined {
  if (!(error instanceof ConditionalCheckFailedException)) throw error;

  return error.Item && unmarshall(error.Item);
}

/** Member by member, which conditions failed and on what. Any other error, or a member that failed otherwise, is thrown on. */
export function refusalsOf(error: unknown): readonly MemberRefusal[] {
  if (!(error instanceof TransactionCanceledException)) throw error;
  const reasons = error.CancellationReasons ?? [];
  if (!reasons.some((reason) => reason.Code === 'ConditionalCheckFailed')) throw error;

  return reasons.map((reason) => ({
    failed: reason.Code === 'ConditionalCheckFailed',
    image: reason.Item && unmarshall(reason.Item),
  }));
}
