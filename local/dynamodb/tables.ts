import { randomUUID } from 'node:crypto';
import { failure, tableNotFound, validationFailure } from './failure';
import { itemSize } from './size';
import { type Store, tableOf } from './store';
import { type IndexDescription, type Table, type TableDescription, makeTable } from './table';

const arnPrefix = 'arn:aws:dynamodb:us-east-1:000000000000:table/';
const onDemand = { ReadCapacityUnits: 0, WriteCapacityUnits: 0 };

export interface CreateTableRequest {
  readonly TableName: string;
  readonly BillingMode?: string;
  readonly ProvisionedThroughput?: object;
  readonly KeySchema: TableDescription['KeySchema'];
  readonly AttributeDefinitions: TableDescription['AttributeDefinitions'];
  readonly GlobalSecondaryIndexes?: readonly IndexDescription[];
  readonly LocalSecondaryIndexes?: readonly IndexDescription[];
  readonly DeletionProtectionEnabled?: boolean;
}

export function createTable(store: Store, request: CreateTableRequest): object {
  const { TableName } = request;
  if (store.tables.has(TableName)) {
    throw failure('ResourceInUseException', `Table already exists: ${TableName}`);
  }
  const table = makeTable(describe(request));
  store.keep(table);

  return { TableDescription: { ...shownOf(table), TableStatus: 'CREATING' } };
}

function describe(request: CreateTableRequest): TableDescription {
  const { TableName, BillingMode, GlobalSecondaryIndexes, LocalSecondaryIndexes, ...rest } = request;
  const TableArn = arnPrefix + TableName;
  const counts = (index: IndexDescription): IndexDescription => ({
    ...index,
    IndexArn: `${TableArn}/index/${index.IndexName}`,
  });

  return {
    ...rest,
    TableName,
    TableArn,
    TableId: randomUUID(),
    TableStatus: 'ACTIVE',
    CreationDateTime: Date.now() / 1000,
    DeletionProtectionEnabled: request.DeletionProtectionEnabled ?? false,
    ProvisionedThroughput: { ...(request.ProvisionedThroughput ?? onDemand), NumberOfDecreasesToday: 0 },
    ...(BillingMode === 'PAY_PER_REQUEST' && { BillingModeSummary: { BillingMode } }),
    ...(GlobalSecondaryIndexes && {
      GlobalSecondaryIndexes: GlobalSecondaryIndexes.map((index) => ({
        ProvisionedThroughput: { ...onDemand, NumberOfDecreasesToday: 0 },
        ...counts(index),
        IndexStatus: 'ACTIVE',
      })),
    }),
    ...(LocalSecondaryIndexes && { LocalSecondaryIndexes: LocalSecondaryIndexes.map(counts) }),
  };
}

export function describeTable(store: Store, { TableName }: { readonly TableName: string }): object {
  return { Table: shownOf(tableOf(store, TableName, true)) };
}

/** A description with the counts as they are now; AWS refreshes them every six hours. */
function shownOf(table: Table): object {
  const { description, rows } = table;
  let bytes = 0;
  for (const [, item] of rows.walk()) bytes += itemSize(item);
  const counted = (indexes: readonly IndexDescription[]): object[] =>
    indexes.map((index) => ({
      ...index,
      ItemCount: table.indexes.get(index.IndexName)?.rows.size ?? 0,
      IndexSizeBytes: 0,
    }));

  return {
    ...description,
    ItemCount: rows.size,
    TableSizeBytes: bytes,
    ...(description.GlobalSecondaryIndexes && {
      GlobalSecondaryIndexes: counted(description.GlobalSecondaryIndexes),
    }),
    ...(description.LocalSecondaryIndexes && {
      LocalSecondaryIndexes: counted(description.LocalSecondaryIndexes),
    }),
  };
}

export function deleteTable(store: Store, { TableName }: { readonly TableName: string }): object {
  const table = store.tables.get(TableName);
  if (!table) throw tableNotFound(TableName);
  if (table.description['DeletionProtectionEnabled'] === true) {
    throw validationFailure(
      'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
    );
  }

  const description = shownOf(table);
  store.forget(TableName);
  return { TableDescription: { ...description, TableStatus: 'DELETING' } };
}

export interface ListTablesRequest {
  readonly ExclusiveStartTableName?: string;
  readonly Limit?: number;
}

export function listTables(
  store: Store,
  { ExclusiveStartTableName: after = '', Limit = 100 }: ListTablesRequest,
): object {
  const names = [...store.tables.keys()].sort().filter((name) => name > after);
  const page = names.slice(0, Limit);

  return { TableNames: page, ...(names.length > Limit && { LastEvaluatedTableName: page.at(-1) }) };
}
