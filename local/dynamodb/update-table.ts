import {
  type CreateTableRequest,
  type StreamSpecification,
  billing,
  encryption,
  globalIndex,
  shownOf,
  streaming,
  tableClass,
  throughputOf,
} from './describe';
import { failure, tableNotFound, validationFailure } from './failure';
import { type Store, tableOf } from './store';
import { type IndexDescription, type Table, type TableDescription, addIndex, keyAttributes } from './table';

interface Throughput {
  readonly ReadCapacityUnits: number;
  readonly WriteCapacityUnits: number;
}

interface IndexUpdate {
  readonly Create?: IndexDescription;
  readonly Update?: { readonly IndexName: string; readonly ProvisionedThroughput?: Throughput };
  readonly Delete?: { readonly IndexName: string };
}

export interface UpdateTableRequest extends Partial<CreateTableRequest> {
  readonly TableName: string;
  readonly ProvisionedThroughput?: Throughput;
  readonly GlobalSecondaryIndexUpdates?: readonly IndexUpdate[];
}

const invalid = (what: string): Error =>
  validationFailure(`One or more parameter values were invalid: ${what}`);

/** What is changed is changed at once; the answer says UPDATING as AWS does. */
export function updateTable(store: Store, request: UpdateTableRequest): object {
  const table = tableOf(store, request.TableName, true);
  checkThroughput(table, request);
  const updates = request.GlobalSecondaryIndexUpdates ?? [];
  if (updates.filter(({ Create, Delete }) => Create ?? Delete).length > 1) {
    throw failure(
      'LimitExceededException',
      'Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table',
    );
  }
  const stream = streamUpdate(table.description, request.StreamSpecification);
  const attributes = mergeAttributes(table, request.AttributeDefinitions ?? []);
  for (const update of updates) checkIndexUpdate(table, update, attributes);

  table.description = {
    ...table.description,
    AttributeDefinitions: attributes,
    ...changes(request),
    ...stream,
  };
  for (const update of updates) updateIndex(table, update);
  store.keep(table);
  return { TableDescription: { ...shownOf(table), TableStatus: 'UPDATING' } };
}

function modeOf({ BillingModeSummary: summary }: TableDescription): string {
  return (summary as { BillingMode: string } | undefined)?.BillingMode ?? 'PROVISIONED';
}

function checkThroughput(
  { description }: Table,
  { BillingMode, ProvisionedThroughput }: UpdateTableRequest,
): void {
  const was = modeOf(description);
  if (!ProvisionedThroughput) return;
  if ((BillingMode ?? was) === 'PAY_PER_REQUEST') {
    throw invalid(
      'Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST',
    );
  }
  const now = description['ProvisionedThroughput'] as Throughput;
  const { ReadCapacityUnits: read, WriteCapacityUnits: write } = ProvisionedThroughput;
  if (was === 'PROVISIONED' && now.ReadCapacityUnits === read && now.WriteCapacityUnits === write) {
    throw validationFailure(
      'The provisioned throughput for the table will not change. The requested value equals the current value. ' +
        `Current ReadCapacityUnits provisioned for the table: ${read}. Requested ReadCapacityUnits: ${read}. ` +
        `Current WriteCapacityUnits provisioned for the table: ${write}. Requested WriteCapacityUnits: ${write}. ` +
        'Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.',
    );
  }
}

function changes(request: UpdateTableRequest): object {
  const { ProvisionedThroughput, BillingMode, DeletionProtectionEnabled } = request;
  const throughput = ProvisionedThroughput ?? (BillingMode === 'PAY_PER_REQUEST' ? {} : undefined);
  return {
    ...billing(BillingMode),
    ...(throughput && { ProvisionedThroughput: throughputOf(ProvisionedThroughput) }),
    ...(DeletionProtectionEnabled !== undefined && { DeletionProtectionEnabled }),
    ...encryption(request.SSESpecification),
    ...tableClass(request.TableClass),
    ...(request.OnDemandThroughput && { OnDemandThroughput: request.OnDemandThroughput }),
    ...(request.WarmThroughput && { WarmThroughput: { ...request.WarmThroughput, Status: 'ACTIVE' } }),
  };
}

function streamUpdate(description: TableDescription, asked: StreamSpecification | undefined): object {
  if (!asked) return {};
  const isOn = description['StreamSpecification'] !== undefined;
  if (asked.StreamEnabled && isOn) {
    throw validationFailure(`Table already has an enabled stream: TableName: ${description.TableName}`);
  }
  if (!asked.StreamEnabled && !isOn) {
    throw validationFailure(`Table has no stream to disable: TableName: ${description.TableName}`);
  }
  return asked.StreamEnabled ? streaming(description.TableArn, asked) : { StreamSpecification: undefined };
}

function mergeAttributes(table: Table, given: TableDescription['AttributeDefinitions']): typeof given {
  const known = table.description.AttributeDefinitions;
  const names = new Set(known.map(({ AttributeName }) => AttributeName));
  return [...known, ...given.filter(({ AttributeName }) => !names.has(AttributeName))];
}

function checkIndexUpdate(
  table: Table,
  { Create, Update, Delete }: IndexUpdate,
  attributes: TableDescription['AttributeDefinitions'],
): void {
  const gone = Delete ?? Update;
  if (gone && table.indexes.get(gone.IndexName)?.local !== false) throw tableNotFound();
  if (!Create) return;

  if (table.indexes.has(Create.IndexName)) throw invalid(`Duplicate index name: ${Create.IndexName}`);
  const names = attributes.map(({ AttributeName }) => AttributeName);
  const keys = keyAttributes(Create.KeySchema);
  if (!keys.every((key) => names.includes(key))) {
    throw invalid(
      'Some index key attributes are not defined in AttributeDefinitions. ' +
        `Keys: [${keys.join(', ')}], AttributeDefinitions: [${names.join(', ')}]`,
    );
  }
}

function updateIndex(table: Table, { Create, Update, Delete }: IndexUpdate): void {
  const { GlobalSecondaryIndexes: indexes = [], ...rest } = table.description;
  const created = Create && globalIndex(table.description.TableArn, Create);
  if (created) addIndex(table, created, false);
  if (Delete) table.indexes.delete(Delete.IndexName);

  const left = indexes
    .filter(({ IndexName }) => IndexName !== Delete?.IndexName)
    .map((index) =>
      Update?.ProvisionedThroughput && index.IndexName === Update.IndexName
        ? { ...index, ProvisionedThroughput: throughputOf(Update.ProvisionedThroughput) }
        : index,
    );
  const now = created ? [...left, created] : left;
  table.description = { ...rest, ...(now.length > 0 && { GlobalSecondaryIndexes: now }) };
}
