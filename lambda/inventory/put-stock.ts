import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { Busy, OutcomeUnknown, persistTimed, RETRY_BUDGET_MS } from '../dynamo/persist';
import { refusedBy, type Image } from '../dynamo/refusal';
import { findProduct, type Inventory } from './inventory';
import type { ProductDetails } from './product';
import { newStockItem, stockKey, toProduct } from './stock-item';
import type { Put } from './stock-store';
import { markOf, versionWrittenBy, writeIdOf } from './write-marks';

const isNew = 'attribute_not_exists(sku)';
const versionIsExpected = 'version = :expected';

/** A change of the catalogue: everything that its write and its answer are made of. */
interface Change {
  readonly sku: string;
  readonly details: ProductDetails;
  readonly writeId: string;
  readonly updatedAt: string;
}

/** Adds a product without stock. */
export async function createProduct(
  inventory: Inventory,
  sku: string,
  details: ProductDetails,
): Promise<Put> {
  const change = changeOf(inventory, { sku, details });
  const { updatedAt, writeId } = change;
  const mark = markOf(1, writeId);
  const item = { ...newStockItem(sku, details), updatedAt, writeId, [mark.attribute]: mark.value };
  const command = new PutCommand({
    TableName: inventory.table,
    Item: item,
    ConditionExpression: isNew,
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });

  const answer = await persistTimed(() => inventory.db.send(command));
  if (!('error' in answer)) return { outcome: 'written', product: toProduct(item) };
  return judge(change, refusedBy(answer.error)); // there is a product, and products are never removed: a late try fails too
}

/** Changes a product whose version is the expected one, or whichever it is just now. */
export async function changeProduct(
  inventory: Inventory,
  wanted: Pick<Change, 'sku' | 'details'>,
  expected: number | 'any',
): Promise<Put> {
  const change = changeOf(inventory, wanted);
  if (expected !== 'any') return changeVersion(inventory, change, expected);

  const start = performance.now();
  let current = (await findProduct(inventory, change.sku))?.version;
  while (current !== undefined) {
    const put = await changeVersion(inventory, change, current);
    if (put.outcome === 'written') return put;
    current = put.product?.version; // somebody else was quicker: any version will do, so theirs too
    if (performance.now() - start > RETRY_BUDGET_MS) throw new Busy('other writers were quicker every time');
  }
  return { outcome: 'stale' };
}

async function changeVersion({ db, table }: Inventory, change: Change, expected: number): Promise<Put> {
  const { name, unitPrice, currency } = change.details;
  const mark = markOf(expected + 1, change.writeId);
  const command = new UpdateCommand({
    TableName: table,
    Key: stockKey(change.sku),
    UpdateExpression:
      'SET #name = :name, unitPrice = :unitPrice, currency = :currency, updatedAt = :at, version = :next, writeId = :writeId, #mark = :mark',
    ConditionExpression: versionIsExpected,
    ExpressionAttributeNames: { '#name': 'name', '#mark': mark.attribute },
    ExpressionAttributeValues: {
      ':name': name,
      ':unitPrice': unitPrice,
      ':currency': currency,
      ':at': change.updatedAt,
      ':expected': expected,
      ':next': expected + 1,
      ':writeId': change.writeId,
      ':mark': mark.value,
    },
    ReturnValues: 'ALL_NEW',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });

  const answer = await persistTimed(() => db.send(command));
  if (!('error' in answer)) return { outcome: 'written', product: toProduct(answer.value.Attributes ?? {}) };

  const put = judge(change, refusedBy(answer.error));
  // a product that has not come to the expected version yet may still do so before an earlier try arrives
  const mayBeExpectedYet = put.outcome === 'stale' && (put.product?.version ?? 0) < expected;
  if (answer.mayStillLand && mayBeExpectedYet) {
    throw new OutcomeUnknown('refused, but an earlier try got no answer and may still be applied', {
      cause: answer.error,
    });
  }
  return put;
}

function changeOf({ now, newId }: Inventory, { sku, details }: Pick<Change, 'sku' | 'details'>): Change {
  return { sku, details, writeId: writeIdOf(newId()), updatedAt: now().toISOString() };
}

/** A refused write that finds its own mark has been applied by an earlier try, whose answer was lost. */
function judge({ details, updatedAt, writeId }: Change, image: Image | undefined): Put {
  if (!image) return { outcome: 'stale' };

  const product = toProduct(image);
  const version = versionWrittenBy(writeId, image);
  if (version === undefined) return { outcome: 'stale', product };
  if (version === product.version) return { outcome: 'written', product };
  return { outcome: 'written', product: { ...product, ...details, version, updatedAt } };
}
