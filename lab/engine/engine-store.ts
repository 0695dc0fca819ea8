import {
  ConditionalCheckFailedException,
  TransactionCanceledException,
  type ConsumedCapacity,
} from '@aws-sdk/client-dynamodb';
import {
  GetCommand,
  TransactWriteCommand,
  UpdateCommand,
  type DynamoDBDocumentClient,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Answer, Creation, Item, Payer, Store, TransactionAnswer, Update } from '../guards/store';
import { itemBytes } from '../simulator/item-size';
import { book, type Meter } from '../simulator/meter';
import type { Latencies } from './latencies';

const WRITE_UNIT_BYTES = 1_024;
const PER_CALL = { ReturnConsumedCapacity: 'TOTAL' } as const;

export interface EngineTable {
  readonly db: DynamoDBDocumentClient;
  readonly name: string;
  readonly meter: Meter;
  readonly latencies: Latencies;
}

/** The guards' store over real requests. Units are the engine's own; a failed condition's are counted from the item it shows. */
export function engineStore({ db, name, meter, latencies }: EngineTable): Store {
  const timed = async <T>(kind: keyof Latencies, call: Promise<T>): Promise<T> => {
    const since = performance.now();
    meter.calls += 1;
    try {
      return await call;
    } finally {
      latencies[kind].add(performance.now() - since);
    }
  };

  return {
    get: async (payer, { sku, entry }) => {
      const get = new GetCommand({ TableName: name, Key: { sku, entry }, ConsistentRead: true, ...PER_CALL });
      const { Item: item, ConsumedCapacity: used } = await timed('read', db.send(get));
      book(meter, payer, 0, unitsIn(used));
      return (item ?? {}) as Item;
    },
    update: (payer, request) =>
      update({ db, name, meter, latencies }, payer, timed('write', db.send(updateOf(name, request)))),
    transact: async (payer, token, members) => {
      const write: TransactWriteCommandInput = {
        ClientRequestToken: token,
        TransactItems: members.map((member) => memberOf(name, member)),
        ...PER_CALL,
      };
      try {
        const { ConsumedCapacity: used } = await timed(
          'transaction',
          db.send(new TransactWriteCommand(write)),
        );
        book(
          meter,
          payer,
          (used ?? []).reduce((sum, one) => sum + unitsIn(one), 0),
          0,
        );
        return { kind: 'done' };
      } catch (error) {
        return cancelled(meter, payer, error);
      }
    },
  };
}

async function update(
  { meter }: EngineTable,
  payer: Payer,
  sent: Promise<{
    readonly Attributes?: Record<string, unknown> | undefined;
    readonly ConsumedCapacity?: ConsumedCapacity | undefined;
  }>,
): Promise<Answer> {
  try {
    const { Attributes: attributes, ConsumedCapacity: used } = await sent;
    book(meter, payer, unitsIn(used), 0);
    return { kind: 'done', item: (attributes ?? {}) as Item };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const old = (error.Item ? unmarshall(error.Item) : {}) as Item;
    book(meter, payer, unitsOfItem(old), 0);
    return { kind: 'refused', old };
  }
}

function updateOf(table: string, request: Update): UpdateCommand {
  return new UpdateCommand({
    ...expressionsOf(table, request),
    ReturnValues: 'ALL_NEW',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    ...PER_CALL,
  });
}

function expressionsOf(table: string, { key, update: text, condition, values, names }: Update) {
  return {
    TableName: table,
    Key: { sku: key.sku, entry: key.entry },
    UpdateExpression: text,
    ...(condition !== undefined && { ConditionExpression: condition }),
    ExpressionAttributeValues: { ...values },
    ...(names && { ExpressionAttributeNames: { ...names } }),
  };
}

type Member = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

function memberOf(table: string, member: Update | Creation): Member {
  const seen = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;
  if ('create' in member)
    return {
      Put: {
        TableName: table,
        Item: { ...member.create },
        ConditionExpression: 'attribute_not_exists(sku)',
        ...seen,
      },
    };
  return { Update: { ...expressionsOf(table, member), ...seen } };
}

/** What a cancelled transaction has prepared is charged: one write of each member. */
function cancelled(meter: Meter, payer: Payer, error: unknown): TransactionAnswer {
  if (!(error instanceof TransactionCanceledException)) throw error;
  const reasons = error.CancellationReasons ?? [];
  book(meter, payer, reasons.length, 0);
  if (reasons.some(({ Code }) => Code === 'TransactionConflict')) return { kind: 'raced' };

  const olds = reasons.map(({ Code, Item: item }) =>
    Code === 'ConditionalCheckFailed' ? ((item ? unmarshall(item) : {}) as Item) : undefined,
  );
  return { kind: 'refused', olds };
}

function unitsIn(used: ConsumedCapacity | undefined): number {
  return used?.CapacityUnits ?? 0;
}

function unitsOfItem(item: Item): number {
  return Math.max(1, Math.ceil(itemBytes(item) / WRITE_UNIT_BYTES));
}
