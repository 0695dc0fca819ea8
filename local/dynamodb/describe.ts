import { randomUUID } from 'node:crypto';
import type { IndexDescription, Table, TableDescription } from './table';

const arnPrefix = 'arn:aws:dynamodb:us-east-1:000000000000:table/';
const onDemand = { ReadCapacityUnits: 0, WriteCapacityUnits: 0 };

export interface StreamSpecification {
  readonly StreamEnabled: boolean;
  readonly StreamViewType?: string;
}

interface Encryption {
  readonly Enabled?: boolean;
  readonly SSEType?: string;
  readonly KMSMasterKeyId?: string;
}

interface GivenTable {
  readonly TableName: string;
  readonly BillingMode?: string;
  readonly ProvisionedThroughput?: object;
  readonly KeySchema: TableDescription['KeySchema'];
  readonly AttributeDefinitions: TableDescription['AttributeDefinitions'];
  readonly GlobalSecondaryIndexes?: readonly IndexDescription[];
  readonly LocalSecondaryIndexes?: readonly IndexDescription[];
  readonly DeletionProtectionEnabled?: boolean;
  readonly StreamSpecification?: StreamSpecification;
  readonly SSESpecification?: Encryption;
  readonly TableClass?: string;
  readonly OnDemandThroughput?: object;
  readonly WarmThroughput?: object;
}

export type CreateTableRequest = GivenTable & {
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
};

/** A new table's description. Throughput limits, encryption and class are kept and shown; on a laptop they do nothing. */
export function describe(given: GivenTable): TableDescription {
  const TableArn = arnPrefix + given.TableName;
  const { GlobalSecondaryIndexes: global, LocalSecondaryIndexes: local } = given;

  return {
    TableName: given.TableName,
    TableArn,
    TableId: randomUUID(),
    TableStatus: 'ACTIVE',
    CreationDateTime: Date.now() / 1000,
    KeySchema: given.KeySchema,
    AttributeDefinitions: given.AttributeDefinitions,
    ProvisionedThroughput: throughputOf(given.ProvisionedThroughput),
    DeletionProtectionEnabled: given.DeletionProtectionEnabled ?? false,
    ...billing(given.BillingMode),
    ...(given.StreamSpecification?.StreamEnabled && streaming(TableArn, given.StreamSpecification)),
    ...encryption(given.SSESpecification),
    ...tableClass(given.TableClass),
    ...(given.OnDemandThroughput && { OnDemandThroughput: given.OnDemandThroughput }),
    ...(given.WarmThroughput && { WarmThroughput: { ...given.WarmThroughput, Status: 'ACTIVE' } }),
    ...(global && { GlobalSecondaryIndexes: global.map((index) => globalIndex(TableArn, index)) }),
    ...(local && { LocalSecondaryIndexes: local.map((index) => withArn(TableArn, index)) }),
  };
}

export function globalIndex(
  tableArn: string,
  index: IndexDescription & { ProvisionedThroughput?: object },
): IndexDescription {
  const throughput = throughputOf(index.ProvisionedThroughput);
  return {
    ...withArn(tableArn, index),
    IndexStatus: 'ACTIVE',
    ProvisionedThroughput: throughput,
  } as IndexDescription;
}

function withArn(tableArn: string, index: IndexDescription): IndexDescription {
  return { ...index, IndexArn: `${tableArn}/index/${index.IndexName}` };
}

export function throughputOf(given: object | undefined): object {
  return { ...(given ?? onDemand), NumberOfDecreasesToday: 0 };
}

/** Provisioned tables say nothing of their mode, as on AWS. */
export function billing(mode: string | undefined): object {
  if (mode === undefined) return {};
  return {
    BillingModeSummary: { BillingMode: mode },
    TableThroughputModeSummary: { TableThroughputMode: mode },
  };
}

export function streaming(tableArn: string, specification: StreamSpecification): object {
  const label = new Date().toISOString().replace('Z', '');
  return {
    StreamSpecification: specification,
    LatestStreamLabel: label,
    LatestStreamArn: `${tableArn}/stream/${label}`,
  };
}

export function encryption(given: Encryption | undefined): object {
  if (!given?.Enabled) return {};
  return {
    SSEDescription: {
      Status: 'ENABLED',
      SSEType: given.SSEType ?? 'KMS',
      ...(given.KMSMasterKeyId && { KMSMasterKeyArn: given.KMSMasterKeyId }),
    },
  };
}

export function tableClass(name: string | undefined): object {
  return name === undefined ? {} : { TableClassSummary: { TableClass: name } };
}

/** A description with the counts as they are now; AWS refreshes them every six hours. */
export function shownOf(table: Table): TableDescription {
  const { description, rows, bytes } = table;
  const counted = (indexes: readonly IndexDescription[]): IndexDescription[] =>
    indexes.map((index) => ({
      ...index,
      ItemCount: table.indexes.get(index.IndexName)?.rows.size ?? 0,
      IndexSizeBytes: 0,
    }));
  const { GlobalSecondaryIndexes: global, LocalSecondaryIndexes: local } = description;

  return {
    ...description,
    ItemCount: rows.size,
    TableSizeBytes: bytes,
    ...(global && { GlobalSecondaryIndexes: counted(global) }),
    ...(local && { LocalSecondaryIndexes: counted(local) }),
  };
}
