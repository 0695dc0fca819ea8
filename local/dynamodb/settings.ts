import { failure, validationFailure } from './failure';
import { type Store, tableOf } from './store';
import type { Settings, Table } from './table';

interface Named {
  readonly TableName: string;
}

export interface UpdateTimeToLiveRequest extends Named {
  readonly TimeToLiveSpecification: NonNullable<Settings['timeToLive']>;
}

/** Kept and described; nothing expires here (AWS promises no moment for it either, only "within a few days"). */
export function updateTimeToLive(store: Store, request: UpdateTimeToLiveRequest): object {
  const { TableName, TimeToLiveSpecification: wanted } = request;
  const table = tableOf(store, TableName, true);
  const is = table.settings.timeToLive?.Enabled ?? false;
  if (wanted.Enabled === is) {
    throw validationFailure(`TimeToLive is already ${is ? 'enabled' : 'disabled'}`);
  }

  set(store, table, { timeToLive: wanted });
  return { TimeToLiveSpecification: wanted };
}

export function describeTimeToLive(store: Store, { TableName }: Named): object {
  const { timeToLive } = tableOf(store, TableName, true).settings;
  const TimeToLiveDescription = timeToLive?.Enabled
    ? { TimeToLiveStatus: 'ENABLED', AttributeName: timeToLive.AttributeName }
    : { TimeToLiveStatus: 'DISABLED' };
  return { TimeToLiveDescription };
}

export interface UpdateContinuousBackupsRequest extends Named {
  readonly PointInTimeRecoverySpecification: NonNullable<Settings['pointInTimeRecovery']>;
}

/** Kept and described; there is nothing here to restore from, so the calls that restore are refused. */
export function updateContinuousBackups(store: Store, request: UpdateContinuousBackupsRequest): object {
  const table = backedUp(store, request.TableName);
  set(store, table, { pointInTimeRecovery: request.PointInTimeRecoverySpecification });
  return describeContinuousBackups(store, request);
}

export function describeContinuousBackups(store: Store, { TableName }: Named): object {
  const { pointInTimeRecovery: recovery } = backedUp(store, TableName).settings;
  const on = recovery?.PointInTimeRecoveryEnabled ?? false;
  return {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: {
        PointInTimeRecoveryStatus: on ? 'ENABLED' : 'DISABLED',
        ...(on && { RecoveryPeriodInDays: recovery?.RecoveryPeriodInDays ?? 35 }),
      },
    },
  };
}

function backedUp(store: Store, name: string): Table {
  const table = store.tables.get(name);
  if (!table) throw failure('TableNotFoundException', `Table not found: ${name}`);
  return table;
}

export interface TagRequest {
  readonly ResourceArn: string;
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
  readonly TagKeys?: readonly string[];
}

export function tagResource(store: Store, { ResourceArn, Tags = [] }: TagRequest): object {
  const table = tableByArn(store, ResourceArn);
  const tags = Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));
  set(store, table, { tags: { ...table.settings.tags, ...tags } });
  return {};
}

export function untagResource(store: Store, { ResourceArn, TagKeys = [] }: TagRequest): object {
  const table = tableByArn(store, ResourceArn);
  const left = Object.entries(table.settings.tags ?? {}).filter(([key]) => !TagKeys.includes(key));
  set(store, table, { tags: Object.fromEntries(left) });
  return {};
}

export function listTags(store: Store, { ResourceArn }: TagRequest): object {
  const known = [...store.tables.values()].some(({ description }) => description.TableArn === ResourceArn);
  if (!known) {
    throw failure(
      'AccessDeniedException',
      `not authorized to perform: dynamodb:ListTagsOfResource on ${ResourceArn}`,
    );
  }
  const { tags = {} } = tableByArn(store, ResourceArn).settings;
  return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
}

function tableByArn(store: Store, arn: string): Table {
  for (const table of store.tables.values()) {
    if (table.description.TableArn === arn) return table;
  }
  throw failure('ResourceNotFoundException', `Requested resource not found: ResourcArn: ${arn} not found`);
}

function set(store: Store, table: Table, change: Settings): void {
  table.settings = { ...table.settings, ...change };
  store.keep(table);
}
