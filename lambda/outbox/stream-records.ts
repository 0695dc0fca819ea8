import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
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
    const before = dynamodb?.OldImage && toOrder(unmarshall(dynamodb.OldImage as StoredImage));
    return { sequence, change: { before, after } };
  } catch (error) {
    return { sequence, poison: { sequence, keys: dynamodb?.Keys, why: (error as Error).message } };
  }
}
