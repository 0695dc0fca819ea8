import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { shipDelivered } from '../../lambda/shipping/shipping-worker';
import { openWorld, type TestWorld } from '../world';
import { customer, place } from './orders';

/** What the design promises of a one-line order under 1 KB, paid with `tok_ok`, at a remembered price and without contention. */
const promised = { unitsToShipped: 7, tripsToAccept: 1, tripsOnRequestPath: 2 };

interface Trip {
  readonly operation: string;
  readonly writeUnits: number;
}

let world: TestWorld;
let trips: Trip[];
beforeAll(async () => {
  world = await openWorld();
  trips = meter(world.db);
  await world.stock('tea', 10);
  await place(world, 'tea', { token: 'tok_ok' }); // from here on the price is remembered
});
afterAll(() => world.close());
beforeEach(() => void trips.splice(0));

/** Counts the calls of a client and their write units, as the engine computes them; the sandboxes' own table does not count. */
function meter(db: DynamoDBDocumentClient): Trip[] {
  const seen: Trip[] = [];
  db.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const input = args.input as { TableName?: string };
        if (input.TableName === 'Sandbox') return next(args);
        const result = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } });
        const { ConsumedCapacity } = result.output as { ConsumedCapacity?: Capacity | Capacity[] };
        const writeUnits = /Get|Query/.test(commandName)
          ? 0
          : [ConsumedCapacity ?? []].flat().reduce(unitsOf, 0);
        seen.push({ operation: commandName.replace('Command', ''), writeUnits });
        return result;
      },
    { step: 'initialize' },
  );
  return seen;
}

interface Capacity {
  readonly CapacityUnits?: number;
}

function unitsOf(sum: number, { CapacityUnits = 0 }: Capacity): number {
  return sum + CapacityUnits;
}

test('accepting an order takes one database trip, and the whole request path two', async () => {
  await place(world, 'tea', { token: 'tok_ok' });

  expect(trips.map(({ operation }) => operation)).toEqual(['TransactWriteItems', 'UpdateItem']);
  expect(trips).toHaveLength(promised.tripsOnRequestPath);
  expect(trips.filter(({ operation }) => operation === 'TransactWriteItems')).toHaveLength(
    promised.tripsToAccept,
  );
});

test('an order costs seven write units from its creation until it is shipped', async () => {
  const { body } = await place(world, 'tea', { token: 'tok_ok' });
  await shipDelivered(world, { message: { customerId: customer, orderId: body.orderId }, receiptHandle: '' });

  const units = trips.reduce((sum, { writeUnits }) => sum + writeUnits, 0);
  process.stdout.write(
    `an order's life: ${units} write units (computed; a transactional put with one index counts as 3), ` +
      `${trips.map(({ operation, writeUnits }) => `${operation} ${writeUnits}`).join(', ')}\n`,
  );
  expect(units).toBeLessThanOrEqual(promised.unitsToShipped);
  expect(units).toBeGreaterThan(0);
});
