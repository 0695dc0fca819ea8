import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { persist } from './persist';
import { type Image, refusedBy } from './refusal';

/** The table that both sandboxes keep their books in, so that they survive restarts and can be audited. */
export interface SandboxLedger {
  readonly db: DynamoDBDocumentClient;
  readonly table: string;
  readonly newId: () => string;
}

export interface EntryKey {
  readonly orderId: string;
  readonly entry: string;
}

const noSuchEntry = 'attribute_not_exists(orderId)';
const countedUpTo = 'tries = :before OR attribute_not_exists(orderId)';

/** Writes an entry unless one stands already, and answers with the one that stands: the first decides for ever. */
export async function enterOnce(ledger: SandboxLedger, key: EntryKey, content: Image): Promise<Image> {
  const item = { ...key, ...content };
  try {
    await persist(() =>
      ledger.db.send(
        new PutCommand({
          TableName: ledger.table,
          Item: item,
          ConditionExpression: noSuchEntry,
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      ),
    );
    return item;
  } catch (error) {
    return refusedBy(error) ?? item;
  }
}

export async function readEntry(ledger: SandboxLedger, key: EntryKey): Promise<Image | undefined> {
  const { Item } = await persist(() =>
    ledger.db.send(new GetCommand({ TableName: ledger.table, Key: key, ConsistentRead: true })),
  );

  return Item;
}

/**
 * Counts the tries of a sandbox that fails a number of times on purpose, and answers with this try's number, from 1.
 * A repeated write is recognised by its id, so that one try counts once.
 */
export async function countTry(
  { db, table, newId }: SandboxLedger,
  orderId: string,
  of: string,
): Promise<number> {
  const key = { orderId, entry: `tries#${of}` };
  const writeId = newId();

  for (let before = 0; ;) {
    const write = new PutCommand({
      TableName: table,
      Item: { ...key, tries: before + 1, writeId },
      ConditionExpression: countedUpTo,
      ExpressionAttributeValues: { ':before': before },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    const refused = await persist(() => db.send(write)).then(() => undefined, refusedBy);
    if (!refused || refused.writeId === writeId) return before + 1;
    before = Number(refused.tries);
  }
}
