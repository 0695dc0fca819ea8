import * as deleteItem from 'dynalite/validations/deleteItem';
import * as batchGetItem from 'dynalite/validations/batchGetItem';
import * as batchWriteItem from 'dynalite/validations/batchWriteItem';
import * as queryItems from 'dynalite/validations/query';
import * as checks from './first-checks';
import * as getItem from 'dynalite/validations/getItem';
import * as scanItems from 'dynalite/validations/scan';
import * as putItem from 'dynalite/validations/putItem';
import * as updateItem from 'dynalite/validations/updateItem';
import dynalite from 'dynalite/validations';
import './expressions';
import type { Shape, Types } from './request';

const onFailure: Types = {
  ReturnValuesOnConditionCheckFailure: { type: 'String', enum: ['ALL_OLD', 'NONE'] },
};

/** Operations on items take any name of a length that a table could not have, and then do not find it. */
const TableName = {
  type: 'String',
  notNull: true,
  regex: '[a-zA-Z0-9_.-]+',
  lengthGreaterThanOrEqual: 1,
  lengthLessThanOrEqual: 255,
};

type Validation = Pick<Shape, 'types' | 'custom'>;
const onItems = (
  { types, custom }: Validation,
  more: Types = {},
  first: Shape['first'] = checks.emptyTableName,
): Shape => ({
  types: { ...types, ...more, TableName },
  first,
  custom,
});

export const get = onItems(getItem);
export const put = onItems(putItem, onFailure);
export const update = onItems(updateItem, onFailure);
export const remove = onItems(deleteItem, onFailure);
export const query = onItems(
  queryItems,
  {},
  firstOf(checks.emptyTableName, checks.queryLimit, checks.selection),
);
export const scan = onItems(
  scanItems,
  { ConsistentRead: 'Boolean' },
  firstOf(checks.emptyTableName, checks.scanSegment, checks.selection),
);
export const batchGet: Shape = { ...batchGetItem, first: checks.batchGet };
export const batchWrite: Shape = { ...batchWriteItem, first: checks.batchWrite };

function firstOf(
  ...all: readonly ((data: never) => string | undefined)[]
): (data: never) => string | undefined {
  return (data) => firstWrong(all, (check) => check(data));
}

const expression = ['ConditionExpression', 'ExpressionAttributeNames', 'ExpressionAttributeValues'];
const some = (types: Types, names: readonly string[]): Types =>
  Object.fromEntries(names.map((name) => [name, types[name]]));
const member = (name: string, types: Types): object => ({ type: `FieldStruct<${name}>`, children: types });

const required = (types: Types, name: string): Types => ({
  [name]: { ...(types[name] as object), notNull: true },
});

const membersOfWrite = {
  ConditionCheck: member('ConditionCheck', {
    ...some(deleteItem.types, ['TableName', 'Key', ...expression]),
    ...required(deleteItem.types, 'ConditionExpression'),
    ...onFailure,
  }),
  Put: member('Put', { ...some(putItem.types, ['TableName', 'Item', ...expression]), ...onFailure }),
  Delete: member('Delete', { ...some(deleteItem.types, ['TableName', 'Key', ...expression]), ...onFailure }),
  Update: member('Update', {
    ...some(updateItem.types, ['TableName', 'Key', 'UpdateExpression', ...expression]),
    ...required(updateItem.types, 'UpdateExpression'),
    ...onFailure,
  }),
};

function items(name: string, children: object): object {
  return {
    type: 'List',
    notNull: true,
    lengthGreaterThanOrEqual: 1,
    lengthLessThanOrEqual: 100,
    children: { type: `ValueStruct<${name}>`, notNull: true, children },
  };
}

type Member = Readonly<Record<string, unknown>>;
type Check = (member: Member, store: unknown) => string | undefined;

const memberChecks: Readonly<Record<string, Check>> = {
  Put: putItem.custom as Check,
  Update: updateItem.custom as Check,
  Delete: deleteItem.custom as Check,
  ConditionCheck: deleteItem.custom as Check,
};

export const transactWrite: Shape = {
  types: {
    TransactItems: items('TransactWriteItem', membersOfWrite),
    ClientRequestToken: { type: 'String', lengthGreaterThanOrEqual: 1, lengthLessThanOrEqual: 36 },
    ReturnConsumedCapacity: putItem.types['ReturnConsumedCapacity'],
    ReturnItemCollectionMetrics: putItem.types['ReturnItemCollectionMetrics'],
  },
  custom: ({ TransactItems }: { TransactItems: readonly Record<string, Member>[] }, store: unknown) =>
    firstWrong(
      TransactItems.flatMap((item) => Object.entries(item)),
      ([verb, request]) => memberChecks[verb]?.(request, store),
    ),
};

export const transactGet: Shape = {
  types: {
    TransactItems: items('TransactGetItem', {
      Get: {
        ...member(
          'Get',
          some(getItem.types, ['TableName', 'Key', 'ProjectionExpression', 'ExpressionAttributeNames']),
        ),
        notNull: true,
      },
    }),
    ReturnConsumedCapacity: getItem.types['ReturnConsumedCapacity'],
  },
  custom: ({ TransactItems }: { TransactItems: readonly { Get: Member }[] }) =>
    firstWrong(
      TransactItems,
      ({ Get }) =>
        dynalite.validateExpressionParams(Get, ['ProjectionExpression'], []) ??
        dynalite.validateExpressions(Get),
    ),
};

function firstWrong<T>(members: readonly T[], check: (member: T) => string | undefined): string | undefined {
  for (const one of members) {
    const wrong = check(one);
    if (wrong) return wrong;
  }
  return undefined;
}
