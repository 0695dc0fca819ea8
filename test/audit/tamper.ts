import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { TestWorld } from '../world';

export const teaStock = { sku: 'tea', entry: 'stock' };

/** A write of one attribute that goes behind the program's back. */
export async function tamper(
  { db }: TestWorld,
  { table, key }: { readonly table: string; readonly key: Record<string, string> },
  [name, value]: readonly [string, unknown],
): Promise<void> {
  await db.send(
    new UpdateCommand({
      TableName: table,
      Key: key,
      UpdateExpression: `SET #name = :value`,
      ExpressionAttributeNames: { '#name': name },
      ExpressionAttributeValues: { ':value': value },
    }),
  );
}

/** Another count on the shelf, without a move that would tell of it. */
export async function tamperStock(
  world: TestWorld,
  name: 'received' | 'available',
  units: number,
): Promise<void> {
  await tamper(world, { table: 'Inventory', key: teaStock }, [name, units]);
}
