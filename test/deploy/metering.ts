import { QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { emptyAudit, visit, type MeteredTable, type TableUse } from '../../deploy/cost/metered';
import { runAuditor } from '../../lambda/audit/auditor';
import { contractOf } from '../../lambda/http/contract';
import { dynamoStockStore } from '../../lambda/inventory/dynamo-stock-store';
import { showProduct } from '../../lambda/inventory/show-products';
import { meetDeadline } from '../../lambda/order/deadline-worker';
import type { OrderStore } from '../../lambda/order/order-store';
import { showOrder } from '../../lambda/order/read-orders';
import { dispatchBatch, type DeadRecord, type Entry } from '../../lambda/outbox/dispatch-batch';
import type { OrderChange } from '../../lambda/outbox/dispatcher';
import type { DeadlineMessage, ShippingMessage } from '../../lambda/outbox/messages';
import { eventOf } from '../../lambda/outbox/publisher';
import { shipDelivered } from '../../lambda/shipping/shipping-worker';
import type { Item } from '../../local/dynamodb/attribute';
import { itemSize } from '../../local/dynamodb/size';
import { customer, place } from '../order/orders';
import { call, openWorld, type TestWorld } from '../world';

type Uses = Record<MeteredTable, { -readonly [K in keyof TableUse]: TableUse[K] }>;

/** Looks at a product, places, pays and ships an order for it, and looks at the order: by the code that runs on AWS. */
export async function meterVisit(): Promise<typeof visit> {
  const world = await openWorld();
  try {
    await world.stock('tea', 10);
    await place(world, 'tea', { token: 'tok_ok' }); // from here on the price is remembered
    return await meterIn(world);
  } finally {
    await world.close();
  }
}

async function meterIn(world: TestWorld): Promise<typeof visit> {
  const uses = meter(world.db);
  const changes: OrderChange[] = [];
  const orders = watched(world.orders, changes);
  const counted = { order: new Set<string>(), shipping: new Set<string>() };

  const looked = await lookAt(world, 'tea');
  const placed = await place({ ...world, orders, observer: observing(counted.order) }, 'tea', {
    token: 'tok_ok',
  });
  const { orderId } = placed.body;
  const seen = await showOrder(world, { ...call(customer, '', undefined), params: { orderId } });

  const { shipping } = await dispatched(changes);
  for (const message of shipping) {
    const worker = { ...world, orders, observer: observing(counted.shipping) };
    await shipDelivered(worker, { message, receiptHandle: '' });
  }
  const { deadline } = await dispatched(changes);
  for (const message of deadline) await meetDeadline(world, message);

  const events = changes.flatMap((change) => eventOf(change) ?? []);
  return {
    tables: structuredClone(uses),
    kept: await keptOf(world.db, orderId),
    changes: changes.length,
    messages: { shipping: shipping.length, deadline: deadline.length },
    events: events.length,
    eventBytes: bytesOf(events),
    requests: { order: 2, inventory: 1 },
    replyBytes: bytesOf([looked.body, placed.body, seen.body]),
    metrics: { order: [...counted.order], shipping: [...counted.shipping] },
  };
}

/** Runs the auditor over empty tables. */
export async function meterEmptyAudit(): Promise<typeof emptyAudit> {
  const world = await openWorld();
  try {
    const uses = meter(world.db);
    const counted = new Set<string>();
    await runAuditor({ ...world, observer: observing(counted) });

    const { Inventory, Orders, Sandbox } = uses;
    const readUnits = {
      Inventory: Inventory.readUnits,
      Orders: Orders.readUnits,
      Sandbox: Sandbox.readUnits,
    };
    return { readUnits, metrics: [...counted] };
  } finally {
    await world.close();
  }
}

function lookAt({ db, now }: TestWorld, sku: string) {
  const stock = dynamoStockStore({ db, table: 'Inventory', now, newId: () => 'w' });
  return showProduct(
    { stock, contract: contractOf([]) },
    { ...call(customer, '', undefined), params: { sku } },
  );
}

/** Counts the units of every call of a client, by table. */
function meter(db: DynamoDBDocumentClient): Uses {
  const none = () => ({ writeUnits: 0, readUnits: 0, accesses: 0 });
  const uses: Uses = { Inventory: none(), Orders: none(), Sandbox: none() };
  db.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const result = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } });
        const { ConsumedCapacity } = result.output as { ConsumedCapacity?: Capacity | Capacity[] };
        const unit = /Get|Query|Scan/.test(commandName) ? 'readUnits' : 'writeUnits';
        for (const { TableName, CapacityUnits } of [ConsumedCapacity ?? []].flat()) {
          uses[TableName][unit] += CapacityUnits;
          uses[TableName].accesses += 1;
        }
        return result;
      },
    { step: 'initialize' },
  );
  return uses;
}

interface Capacity {
  readonly TableName: MeteredTable;
  readonly CapacityUnits: number;
}

/** Keeps what the table's stream would tell of every write. */
function watched(orders: OrderStore, changes: OrderChange[]): OrderStore {
  return {
    ...orders,
    create: async (order, prices) => {
      changes.push({ after: order });
      return orders.create(order, prices);
    },
    advance: async (from, next) => {
      changes.push({ before: from, after: next });
      return orders.advance(from, next);
    },
  };
}

/** What the dispatcher sends for changes that come one at a time. */
async function dispatched(changes: readonly OrderChange[]) {
  const shipping: ShippingMessage[] = [];
  const deadline: DeadlineMessage[] = [];
  const keep =
    <Message>(list: Message[]) =>
    async (entries: readonly Entry<Message>[]) => {
      list.push(...entries.map(({ send }) => send.message));
      return [];
    };
  const world = {
    toShipping: keep(shipping),
    toDeadline: keep(deadline),
    toDeadLetters: keep<DeadRecord>([]),
    now: () => new Date(changes[0]!.after.updatedAt),
  };
  for (const change of changes) await dispatchBatch(world, [{ sequence: '1', change }]);

  return { shipping, deadline };
}

/** Keeps the names of what is counted, or told as a level. */
function observing(names: Set<string>) {
  const keep = (name: string) => void names.add(name);
  return { count: keep, level: keep, warn: () => undefined };
}

async function keptOf(db: DynamoDBDocumentClient, orderId: string) {
  const sizeOf = async (table: string, key: string, value: string) => {
    const { Items = [] } = await db.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: '#key = :value',
        ExpressionAttributeNames: { '#key': key },
        ExpressionAttributeValues: { ':value': value },
      }),
    );
    return Items.filter((item) => item.orderId === orderId)
      .map((item) => itemSize(marshall(item) as Item))
      .reduce((sum, size) => sum + size, 0);
  };

  return {
    Orders: await sizeOf('Orders', 'customerId', customer),
    Sandbox: await sizeOf('Sandbox', 'orderId', orderId),
  };
}

function bytesOf(documents: readonly unknown[]): number {
  return documents.reduce<number>((sum, document) => sum + Buffer.byteLength(JSON.stringify(document)), 0);
}
