import * as deleteItem from 'dynalite/validations/deleteItem';
import * as getItem from 'dynalite/validations/getItem';
import * as scanItems from 'dynalite/validations/scan';
import * as putItem from 'dynalite/validations/putItem';
import * as updateItem from 'dynalite/validations/updateItem';
import { validateExpressionParams, validateExpressions } from 'dynalite/validations';
import type { Shape, Types } from './request';

const onFailure: Types = {
  ReturnValuesOnConditionCheckFailure: { type: 'String', enum: ['ALL_OLD', 'NONE'] },
};

/** The single writes, with the parameter that dynalite does not know yet. */
export const put: Shape = { types: { ...putItem.types, ...onFailure }, custom: putItem.custom };
export const update: Shape = { types: { ...updateItem.types, ...onFailure }, custom: updateItem.custom };
export const remove: Shape = { types: { ...deleteItem.types, ...onFailure }, custom: deleteItem.custom };

export const scan: Shape = {
  types: { ...scanItems.types, ConsistentRead: 'Boolean' },
  custom: scanItems.custom,
};

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
    children: { type: `ValueStruct<${name}>`, children },
  };
}

type Member = Readonly<Record<string, unknown>>;
type Check = (member: Member, store: unknown) => string | undefined;

const checks: Readonly<Record<string, Check>> = {
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
      ([verb, request]) => checks[verb]?.(request, store),
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
      ({ Get }) => validateExpressionParams(Get, ['ProjectionExpression'], []) ?? validateExpressions(Get),
    ),
};

function firstWrong<T>(members: readonly T[], check: (member: T) => string | undefined): string | undefined {
  for (const one of members) {
    const wrong = check(one);
    if (wrong) return wrong;
  }
  return undefined;
}
