import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Order } from './shapes';

/** A product's row; `committed` is `received − available`. */
export interface StockRow {
  readonly sku: string;
  readonly received: number;
  readonly available: number;
}

export type OrderRow = Pick<Order, 'orderId' | 'status' | 'lines' | 'total' | 'version' | 'timeline'> & {
  readonly customerId: string;
};

export interface ChargeRow {
  readonly orderId: string;
  readonly reference: string;
  readonly amount: number;
  readonly outcome: 'charged' | 'declined' | 'void';
  readonly refunded?: boolean;
}

export interface ShipmentRow {
  readonly orderId: string;
  readonly outcome: 'registered' | 'withdrawn';
  readonly trackingCode?: string;
}

/** What is on disk, as anybody may read it at the printed endpoint. */
export interface Tables {
  readonly stock: readonly StockRow[];
  readonly orders: readonly OrderRow[];
  readonly charges: readonly ChargeRow[];
  readonly shipments: readonly ShipmentRow[];
}

interface Row {
  readonly entry: string;
}

/** Reads all tables whole. Only what is at rest is consistent between them. */
export async function readTables(dynamodbUrl: string): Promise<Tables> {
  return await atEndpoint(dynamodbUrl, async (client, names) => {
    const rows = async <T>(part: string): Promise<T[]> => await scan<T>(client, tableWith(names, part));
    const inventory = await rows<StockRow & Row>('Inventory');
    const sandbox = await rows<(ChargeRow | ShipmentRow) & Row>('Sandbox');

    return {
      stock: inventory.filter(({ entry }) => entry === 'stock'),
      orders: await rows<OrderRow>('Orders'),
      charges: sandbox.filter((row): row is ChargeRow & Row => row.entry.startsWith('charge#')),
      shipments: sandbox.filter((row): row is ShipmentRow & Row => row.entry === 'shipment'),
    };
  });
}

/** Sets one attribute of a row behind the program's back. */
export async function changeRow(
  dynamodbUrl: string,
  { part, key }: { readonly part: string; readonly key: Readonly<Record<string, string>> },
  [name, value]: readonly [string, unknown],
): Promise<void> {
  await atEndpoint(dynamodbUrl, async (client, names) => {
    await client.send(
      new UpdateCommand({
        TableName: tableWith(names, part),
        Key: key,
        UpdateExpression: 'SET #name = :value',
        ExpressionAttributeNames: { '#name': name },
        ExpressionAttributeValues: { ':value': value },
      }),
    );
  });
}

async function atEndpoint<T>(
  endpoint: string,
  act: (client: DynamoDBDocumentClient, names: readonly string[]) => Promise<T>,
): Promise<T> {
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({
      endpoint,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'anyone', secretAccessKey: 'anything' },
    }),
  );
  try {
    const { TableNames = [] } = await client.send(new ListTablesCommand({}));
    return await act(client, TableNames);
  } finally {
    client.destroy();
  }
}

/** "Exactly one table name contains each of `Inventory`, `Orders`, `Sandbox`." */
function tableWith(names: readonly string[], part: string): string {
  const found = names.filter((name) => name.includes(part));
  if (found.length !== 1) throw new Error(`one table with ${part} in its name, got ${names.join(', ')}`);

  return found[0]!;
}

async function scan<T>(client: DynamoDBDocumentClient, table: string): Promise<T[]> {
  const rows: T[] = [];
  for (let from: Record<string, unknown> | undefined, more = true; more; more = from !== undefined) {
    const page = await client.send(
      new ScanCommand({ TableName: table, ConsistentRead: true, ExclusiveStartKey: from }),
    );
    rows.push(...((page.Items ?? []) as T[]));
    from = page.LastEvaluatedKey;
  }
  return rows;
}
