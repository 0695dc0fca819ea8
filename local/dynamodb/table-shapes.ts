import * as createTable from 'dynalite/validations/createTable';
import * as updateTable from 'dynalite/validations/updateTable';
import * as checks from './first-checks';
import type { Shape, Types } from './request';

const struct = (name: string, children: Types): object => ({ type: `FieldStruct<${name}>`, children });
const list = (name: string, children: Types): object => ({
  type: 'List',
  children: { type: `ValueStruct<${name}>`, children },
});
const arn = { type: 'String', notNull: true, lengthGreaterThanOrEqual: 1, lengthLessThanOrEqual: 1283 };

const TableName = {
  type: 'String',
  required: true,
  lengthGreaterThanOrEqual: 3,
  lengthLessThanOrEqual: 255,
  regex: '[a-zA-Z0-9_.-]+',
};

const Tags = list('Tag', {
  Key: { type: 'String', notNull: true, lengthGreaterThanOrEqual: 1, lengthLessThanOrEqual: 128 },
  Value: { type: 'String', notNull: true, lengthLessThanOrEqual: 256 },
});

const throughputLimits: Types = {
  OnDemandThroughput: struct('OnDemandThroughput', {
    MaxReadRequestUnits: 'Long',
    MaxWriteRequestUnits: 'Long',
  }),
  WarmThroughput: struct('WarmThroughput', { ReadUnitsPerSecond: 'Long', WriteUnitsPerSecond: 'Long' }),
};

const properties: Types = {
  StreamSpecification: struct('StreamSpecification', {
    StreamEnabled: { type: 'Boolean', notNull: true },
    StreamViewType: {
      type: 'String',
      enum: ['NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', 'KEYS_ONLY'],
    },
  }),
  SSESpecification: struct('SSESpecification', {
    Enabled: 'Boolean',
    SSEType: { type: 'String', enum: ['AES256', 'KMS'] },
    KMSMasterKeyId: 'String',
  }),
  TableClass: { type: 'String', enum: ['STANDARD', 'STANDARD_INFREQUENT_ACCESS'] },
  DeletionProtectionEnabled: 'Boolean',
  ...throughputLimits,
};

interface ListType {
  readonly children: { readonly children: Types };
}

/** A list of global indexes that may also say their throughput limits. */
function withLimits(indexes: unknown): object {
  const { children: element, ...rest } = indexes as ListType;
  return { ...rest, children: { ...element, children: { ...element.children, ...throughputLimits } } };
}

/** dynalite reads the mere presence of `notNull` as a demand. */
function optional(type: unknown): object {
  const { notNull: _demand, ...rest } = type as { readonly notNull: boolean };
  return rest;
}

export const create: Shape = {
  types: {
    ...createTable.types,
    GlobalSecondaryIndexes: withLimits(createTable.types['GlobalSecondaryIndexes']),
    TableName,
    ...properties,
    Tags,
  },
  first: checks.keySchema,
  custom: (data: { readonly StreamSpecification?: StreamGiven }, store: never) =>
    createTable.custom?.(data as never, store) ?? wrongStream(data.StreamSpecification),
};

interface StreamGiven {
  readonly StreamEnabled: boolean;
  readonly StreamViewType?: string;
}

function wrongStream(stream: StreamGiven | undefined): string | undefined {
  if (!stream || stream.StreamEnabled === (stream.StreamViewType !== undefined)) return undefined;
  return stream.StreamEnabled
    ? 'One or more parameter values were invalid: StreamViewType is required when StreamEnabled is true'
    : 'One or more parameter values were invalid: StreamViewType must not be given when StreamEnabled is false';
}

interface UpdatesType {
  readonly children: { readonly children: { readonly Create: { readonly children: Types } } };
}

/** dynalite wants a throughput for a new index also where the table is paid per request. */
function withOptionalThroughput(updates: unknown): object {
  const { children: element, ...rest } = updates as UpdatesType;
  const { Create } = element.children;
  const { ProvisionedThroughput, ...others } = Create.children;
  const children = { ...others, ...throughputLimits, ProvisionedThroughput: optional(ProvisionedThroughput) };
  return {
    ...rest,
    children: { ...element, children: { ...element.children, Create: { ...Create, children } } },
  };
}

const changeable = [
  'ProvisionedThroughput',
  'BillingMode',
  'GlobalSecondaryIndexUpdates',
  ...Object.keys(properties),
];

interface UpdateGiven extends Readonly<Record<string, unknown>> {
  readonly StreamSpecification?: StreamGiven;
}

export const update: Shape = {
  types: {
    ...updateTable.types,
    GlobalSecondaryIndexUpdates: withOptionalThroughput(updateTable.types['GlobalSecondaryIndexUpdates']),
    AttributeDefinitions: optional(createTable.types['AttributeDefinitions']),
    TableName,
    ...properties,
  },
  custom: (data: UpdateGiven) => {
    if (!changeable.some((name) => data[name] !== undefined)) {
      return `At least one of ${changeable.join(', ')} is required`;
    }
    if (data['BillingMode'] === 'PROVISIONED' && !data['ProvisionedThroughput']) {
      return (
        'One or more parameter values were invalid: ' +
        'ProvisionedThroughput must be specified when BillingMode is PROVISIONED'
      );
    }
    return wrongStream(data.StreamSpecification);
  },
};

export const updateTimeToLive: Shape = {
  types: {
    TableName,
    TimeToLiveSpecification: {
      ...struct('TimeToLiveSpecification', {
        Enabled: { type: 'Boolean', notNull: true },
        AttributeName: {
          type: 'String',
          notNull: true,
          lengthGreaterThanOrEqual: 1,
          lengthLessThanOrEqual: 255,
        },
      }),
      notNull: true,
    },
  },
};

export const updateContinuousBackups: Shape = {
  types: {
    TableName,
    PointInTimeRecoverySpecification: {
      ...struct('PointInTimeRecoverySpecification', {
        PointInTimeRecoveryEnabled: { type: 'Boolean', notNull: true },
        RecoveryPeriodInDays: { type: 'Integer', greaterThanOrEqual: 1, lessThanOrEqual: 35 },
      }),
      notNull: true,
    },
  },
};

export const tag: Shape = { types: { ResourceArn: arn, Tags: { ...Tags, notNull: true } }, custom: wrongArn };
export const untag: Shape = {
  types: { ResourceArn: arn, TagKeys: { type: 'List', notNull: true, children: 'String' } },
  custom: wrongArn,
};
/** There are never enough tags for a second page, so `NextToken` is not taken. */
export const listTags: Shape = { types: { ResourceArn: arn }, custom: wrongArn };

function wrongArn({ ResourceArn }: { readonly ResourceArn: string }): string | undefined {
  if (/^arn:[^:]+:dynamodb:[^:]*:\d*:table\/.+$/.test(ResourceArn)) return undefined;
  return `Invalid TableArn: Invalid ResourceArn provided as input ${ResourceArn}`;
}
