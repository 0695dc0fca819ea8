import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import type { Order } from '../order/order';
import { toOrder } from '../order/order-item';
import type { OrderRecord } from './dispatch-batch';

type StoredImage = Record<string, AttributeValue>;

/** Reads stream records of the orders table, in order. A removal says nothing to anyone: orders are never removed. */
export function readRecords(records: readonly DynamoDBRecord[]): readonly OrderRecord[] {
  return records.filter(({ eventName }) => eventName !== 'REMOVE').map(readRecord);
}

function readRecord({ dynamodb }: DynamoDBRecord): OrderRecord {
  const sequence = dynamodb?.SequenceNumber ?? '';
  try {
    const after = toOrder(unmarshall((dynamodb?.NewImage ?? {}) as StoredImage));
    return { sequence, change: { before: readBefore(dynamodb?.OldImage), after } };
  } catch (error) {
    return { sequence, poison: { sequence, keys: dynamodb?.Keys, why: (error as Error).message } };
  }
}

/** An order that could not be read before and now can is as good as new: what is sent once too often does nothing. */
function readBefore(image: unknown): Order | undefined {
  if (!image) return undefined;
  try {
    return toOrder(unmarshall(image as StoredImage));
  } catch {
    return undefined;
  }
}
