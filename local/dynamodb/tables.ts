import { type CreateTableRequest, describe, shownOf } from './describe';
import { failure, validationFailure } from './failure';
import { type Store, tableOf } from './store';
import { makeTable } from './table';

interface Named {
  readonly TableName: string;
}

/** Answers as AWS does while a table is being made, though it can be used at once. */
export function createTable(store: Store, request: CreateTableRequest): object {
  const { TableName, Tags = [] } = request;
  if (store.tables.has(TableName))
    throw failure('ResourceInUseException', `Table already exists: ${TableName}`);

  const tags = Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));
  const table = makeTable(describe(request), { tags });
  store.keep(table);
  return { TableDescription: { ...shownOf(table), TableStatus: 'CREATING' } };
}

export function describeTable(store: Store, { TableName }: Named): object {
  return { Table: shownOf(tableOf(store, TableName, true)) };
}

export function deleteTable(store: Store, { TableName }: Named): object {
  const table = tableOf(store, TableName, true);
  if (table.description['DeletionProtectionEnabled'] === true) {
    throw validationFailure(
      'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
    );
  }

  store.forget(TableName);
  return { TableDescription: { ...shownOf(table), TableStatus: 'DELETING' } };
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
