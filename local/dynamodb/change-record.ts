import type { Item } from './attribute';
import { itemSize } from './size';
import { type Change, keyOf } from './table';

/** A committed change in the shape of a stream record, with both images; what a Lambda function on a table stream is given. */
export interface ChangeRecord {
  readonly eventID: string;
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly eventVersion: '1.1';
  readonly eventSource: 'aws:dynamodb';
  readonly awsRegion: string;
  readonly dynamodb: {
    /** Seconds since 1970. */
    readonly ApproximateCreationDateTime: number;
    readonly Keys: Item;
    readonly NewImage?: Item;
    readonly OldImage?: Item;
    /** Rises with every change of the engine; text of equal length, so that it also sorts as text. */
    readonly SequenceNumber: string;
    readonly SizeBytes: number;
    readonly StreamViewType: 'NEW_AND_OLD_IMAGES';
  };
}

const SEQUENCE_DIGITS = 21;

export function sequenceText(sequence: number | bigint): string {
  return String(sequence).padStart(SEQUENCE_DIGITS, '0');
}

/** The record of a change that has just been committed. */
export function recordOf({ table, before, after }: Change, sequence: number, now: Date): ChangeRecord {
  const keys = keyOf(table, after ?? before ?? {});
  return {
    eventID: sequence.toString(16).padStart(32, '0'),
    eventName: !before ? 'INSERT' : !after ? 'REMOVE' : 'MODIFY',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'us-east-1',
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(now.getTime() / 1000),
      Keys: keys,
      ...(after && { NewImage: after }),
      ...(before && { OldImage: before }),
      SequenceNumber: sequenceText(sequence),
      SizeBytes: itemSize(keys) + itemSize(after ?? {}) + itemSize(before ?? {}),
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
  };
}
