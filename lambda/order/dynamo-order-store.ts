import {
  GetCommand,
  type DynamoDBDocumentClient,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { OutcomeUnknown, persist, persistTimed } from '../dynamo/persist';
import { type MemberRefusal, refusalsOf, refusedBy, type Image } from '../dynamo/refusal';
import type { Line, Order } from './order';
import { toItem, toOrder, updateTo } from './order-item';
import type { CommitTime, Created, OrderStore, Price, Saved, StockSeen } from './order-store';
import { newestOrders } from './newest-orders';
import { giveBack, take } from './stock-moves';

export interface OrderTables {
  readonly orders: string;
  readonly inventory: string;
}

interface Store {
  readonly db: DynamoDBDocumentClient;
  readonly tables: OrderTables;
  /** An id for one write: a condition that fails on an item which carries it has met its own earlier try. */
  readonly newId: () => string;
}

const noSuchOrder = 'attribute_not_exists(orderId)';

/** Orders and the stock they take, on DynamoDB. Every refusal is a condition of the write that it refuses. */
export function dynamoOrderStore(store: Store): OrderStore {
  return {
    create: (order, prices) => create(store, order, prices),
    find: (customerId, orderId) => find(store, customerId, orderId),
    advance: (from, next) => advance(store, from, next),
    release: (from, next) => release(store, from, next),
    newest: (customerId, limit, after) =>
      newestOrders(store.db, store.tables.orders, { customerId, limit, after }),
  };
}

async function create(store: Store, order: Order, prices: readonly Price[]): Promise<Created> {
  const writeId = store.newId();
  const move = { table: store.tables.inventory, at: order.createdAt };
  const priceOf = new Map(prices.map((price) => [price.sku, price]));
  const command = new TransactWriteCommand({
    ClientRequestToken: writeId,
    TransactItems: [
      {
        Put: {
          TableName: store.tables.orders,
          Item: toItem(order, writeId),
          ConditionExpression: noSuchOrder,
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        },
      },
      ...order.lines.map((line) => take(line, known(priceOf.get(line.sku), line), move)),
    ],
  });
  const answer = await persistTimed(() => store.db.send(command));
  const tries = answeredNow(answer.earliest);
  if (!('error' in answer)) return { outcome: 'created', tries };

  const [orderMember, ...stockMembers] = refusalsOf(answer.error);
  if (orderMember?.failed) {
    if (orderMember.image?.writeId === writeId) return { outcome: 'created', tries };
    return { outcome: 'exists', order: toOrder(orderMember.image ?? {}) };
  }
  const stock = stockSeen(order.lines, stockMembers);
  if (answer.mayStillLand && !stock.some((seen) => isRepriced(seen, priceOf))) {
    throw new OutcomeUnknown('refused, but an earlier try got no answer and may still be applied', {
      cause: answer.error,
    });
  }
  return { outcome: 'refused', stock };
}

/** Versions only rise: a write that relies on one that is over can never be applied, also not late. */
function isRepriced({ sku, seen }: StockSeen, priceOf: ReadonlyMap<string, Price>): boolean {
  return seen !== undefined && seen.version > (priceOf.get(sku)?.version ?? Infinity);
}

function known(price: Price | undefined, line: Line): Price {
  if (!price) throw new Error(`no price was given for ${line.sku}`);
  return price;
}

function stockSeen(lines: readonly Line[], members: readonly MemberRefusal[]): readonly StockSeen[] {
  return lines.flatMap(({ sku }, index) => {
    const member = members[index];
    return member?.failed ? [{ sku, seen: member.image && toStock(member.image) }] : [];
  });
}

function toStock(image: Image): StockSeen['seen'] {
  const { sku, unitPrice, currency, version, available } = image as unknown as NonNullable<StockSeen['seen']>;
  return { sku, unitPrice, currency, version, available };
}

async function find({ db, tables }: Store, customerId: string, orderId: string): Promise<Order | undefined> {
  const { Item } = await persist(() =>
    db.send(new GetCommand({ TableName: tables.orders, Key: { customerId, orderId }, ConsistentRead: true })),
  );

  return Item && toOrder(Item);
}

async function advance<Next extends Order>(store: Store, from: Order, next: Next): Promise<Saved<Next>> {
  const writeId = store.newId();
  const command = new UpdateCommand({ TableName: store.tables.orders, ...updateTo(next, from, writeId) });
  const answer = await persistTimed(() => store.db.send(command));
  const tries = answeredNow(answer.earliest);

  if (!('error' in answer)) return { saved: true, order: next, tries };
  return resultOfFailedCondition({ writeId, next, tries }, refusedBy(answer.error));
}

async function release<Next extends Order>(store: Store, from: Order, next: Next): Promise<Saved<Next>> {
  const writeId = store.newId();
  const move = { table: store.tables.inventory, at: next.updatedAt };
  const command = new TransactWriteCommand({
    ClientRequestToken: writeId,
    TransactItems: [
      { Update: { TableName: store.tables.orders, ...updateTo(next, from, writeId) } },
      ...from.lines.map((line) => giveBack(line, move)),
    ],
  });
  const answer = await persistTimed(() => store.db.send(command));
  const tries = answeredNow(answer.earliest);
  if (!('error' in answer)) return { saved: true, order: next, tries };

  const [orderMember] = refusalsOf(answer.error);
  if (!orderMember?.failed) throw answer.error; // only a stock item that is gone refuses to take units back
  return resultOfFailedCondition({ writeId, next, tries }, orderMember.image);
}

interface Attempt<Next> {
  readonly writeId: string;
  readonly next: Next;
  readonly tries: CommitTime;
}

/** A condition that failed on our own `writeId` met our own write, whose answer was lost; on any other, the version is over for good. */
function resultOfFailedCondition<Next extends Order>(
  { writeId, next, tries }: Attempt<Next>,
  image: Image | undefined,
): Saved<Next> {
  if (!image) throw new Error('the order is not in the table');
  if (image.writeId === writeId) return { saved: true, order: next, tries };

  return { saved: false, order: toOrder(image) };
}

function answeredNow(earliest: number): CommitTime {
  return { earliest, answered: performance.now() };
}
